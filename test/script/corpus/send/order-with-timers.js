pm.sendRequest('https://api.test/', () => {
  console.log('answer')
  setImmediate(() => console.log('immediate'))
  Promise.resolve().then(() => console.log('microtask of the answer'))
})
Promise.resolve().then(() => console.log('microtask'))
console.log('sync')
