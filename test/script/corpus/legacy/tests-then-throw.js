tests.before = true
throw new Error('after')
