pm.globals.set('before', 1)
Promise.resolve().then(() => pm.globals.set('in then', 2))
