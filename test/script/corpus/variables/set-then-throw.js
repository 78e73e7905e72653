pm.environment.set('a', 1)
throw new Error('after')
