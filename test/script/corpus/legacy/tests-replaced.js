tests = { mine: true }
