const jar = pm.cookies.jar()
jar.set('https://api.test/a/b', 'sid', 'v 1', (error, cookie) => {
  console.log(error, cookie.name, cookie.value, cookie.domain, cookie.path, cookie.secure, cookie.httpOnly, cookie.hostOnly)
  jar.get('https://api.test/a/b', 'sid', (_error, value) => console.log(value))
})
