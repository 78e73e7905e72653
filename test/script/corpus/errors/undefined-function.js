pm.nope()
