/* { "dialects": ["newman"] } */
const jar = pm.cookies.jar()
const lines = [
  'a=1; Path=/; HttpOnly',
  'b=2; Path=/elsewhere',
  'c=3; Secure',
  'd=4; Expires=Wed, 01 Jan 2020 00:00:00 GMT',
  'e=5; Max-Age=0',
  'f=6; Max-Age=60',
  'only',
  { name: 'g', value: '7', path: '/q', secure: true },
]
const next = () => {
  if (lines.length === 0) return
  jar.set('http://api.test/x/y', lines.shift(), (error, cookie) => {
    console.log(error, String(cookie), cookie.path, cookie.domain, cookie.secure)
    next()
  })
}
next()
