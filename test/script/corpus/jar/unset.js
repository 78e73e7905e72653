/* { "jar": [["https://api.test/", "a=1; Path=/"], ["https://api.test/", "b=2; Path=/"]] } */
const jar = pm.cookies.jar()
jar.unset('https://api.test/', 'a', (error, more) => {
  console.log(error, more)
  jar.getAll('https://api.test/', (_error, cookies) => console.log(cookies.map(({ name }) => name)))
})
jar.unset('https://api.test/', 'missing', (error) => console.log('missing', error))
