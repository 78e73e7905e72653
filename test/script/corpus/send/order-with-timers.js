setTimeout(() => console.log('timer 30'), 30)
pm.sendRequest('https://api.test/', () => console.log('answer'))
Promise.resolve().then(() => console.log('microtask'))
console.log('sync')
