console.log(new Error('plain'), new TypeError('typed'))
console.error({ error: new RangeError('inside') }, [new Error('in a list')])
const own = new Error('own'); own.name = 'Own'; own.code = 5
console.log(own)
