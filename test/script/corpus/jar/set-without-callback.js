/* { "dialects": ["postman"] } */
const cookie = await pm.cookies.jar().set('https://api.test/', 'a', '1')
console.log(cookie.name, cookie.value, String(cookie))
