setTimeout(() => { throw new Error('one') }, 1)
setTimeout(() => { throw new Error('two') }, 5)
throw new Error('zero')
