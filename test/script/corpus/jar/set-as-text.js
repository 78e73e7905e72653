pm.cookies.jar().set('https://api.test/', 'sid=1; Path=/; Domain=api.test; HttpOnly; Secure; Max-Age=600', (error, cookie) => {
  console.log(error, cookie.name, cookie.value, cookie.domain, cookie.httpOnly, cookie.secure, cookie.maxAge)
})
