setImmediate(() => { throw new TypeError('in an immediate') })
