/* { "jar": [["https://api.test/", "a=1; Path=/"]] } */
const jar = pm.cookies.jar()
jar.set('https://api.test/', 'a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', (error, cookie) => {
  console.log(error, cookie && cookie.name)
  jar.get('https://api.test/', 'a', (_error, value) => console.log(value))
})
