pm.cookies.jar().set('https://api.test/x', { name: 'sid', value: '1', path: '/x', httpOnly: true, expires: '2099-01-01T00:00:00.000Z' }, (error, cookie) => {
  console.log(error, cookie.name, cookie.path, cookie.httpOnly, cookie.expires && new Date(cookie.expires).toISOString())
})
