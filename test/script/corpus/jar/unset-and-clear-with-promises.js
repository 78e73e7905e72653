/* { "dialects": ["postman"], "jar": [["https://api.test/", "a=1; Path=/"], ["https://api.test/", "b=2; Path=/"]] } */
const jar = pm.cookies.jar()
console.log(await jar.unset('https://api.test/', 'a'))
console.log((await jar.getAll('https://api.test/')).count())
console.log(await jar.clear('https://api.test/'))
console.log((await jar.getAll('https://api.test/')).count())
