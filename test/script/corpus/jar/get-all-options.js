/* { "jar": [["https://api.test/", "a=1; Path=/; HttpOnly"], ["https://api.test/", "s=4; Path=/; Secure"]] } */
const jar = pm.cookies.jar()
jar.getAll('https://api.test/', { http: false }, (error, cookies) => console.log(cookies.map(({ name }) => name)))
jar.getAll('https://api.test/', { secure: false }, (error, cookies) => console.log(cookies.map(({ name }) => name)))
jar.getAll('http://api.test/', { secure: true }, (error, cookies) => console.log(cookies.map(({ name }) => name)))
