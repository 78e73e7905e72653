pm.environment.set('a', 1)
throw null
