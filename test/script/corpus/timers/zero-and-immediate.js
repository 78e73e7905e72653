setTimeout(() => console.log('timeout'), 4)
setImmediate(() => console.log('immediate'))
Promise.resolve().then(() => console.log('microtask'))
console.log('sync')
