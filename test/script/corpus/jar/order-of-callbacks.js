/* { "jar": [["https://api.test/", "sid=1; Path=/"]] } */
const jar = pm.cookies.jar()
jar.get('https://api.test/', 'sid', () => {
  console.log('4')
  jar.get('https://api.test/', 'sid', () => console.log('6'))
  console.log('5')
})
Promise.resolve().then(() => console.log('2'))
setImmediate(() => console.log('3'))
console.log('1')
