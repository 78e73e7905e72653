console.log('1')
setTimeout(() => console.log('3'), 3)
Promise.resolve().then(() => console.log('2'))
