/* { "jar": [["https://api.test/", "a=1; Path=/; HttpOnly"]] } */
const jar = pm.cookies.jar()
jar.set('https://api.test/', 'a', '2', (error) => jar.get('https://api.test/', 'a', (_e, value) => console.log(error, value)))
