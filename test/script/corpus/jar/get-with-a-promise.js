/* { "jar": [["https://api.test/", "sid=1; Path=/"]], "dialects": ["postman"] } */
const jar = pm.cookies.jar()
console.log(await jar.get('https://api.test/', 'sid'), await jar.get('https://api.test/', 'none'))
