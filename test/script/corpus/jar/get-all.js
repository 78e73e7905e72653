/* { "jar": [["https://api.test/", "a=1; Path=/"], ["https://api.test/", "b=2; Path=/deep"], ["https://other.test/", "c=3"], ["https://api.test/", "s=4; Path=/; Secure"]] } */
const jar = pm.cookies.jar()
jar.getAll('https://api.test/', (error, cookies) => console.log(error, cookies.count(), cookies.map(({ name }) => name)))
jar.getAll('http://api.test/deep', (error, cookies) => console.log(cookies.map(({ name }) => name)))
jar.getAll('https://nowhere.test/', (error, cookies) => console.log(cookies.count(), cookies.toObject()))
