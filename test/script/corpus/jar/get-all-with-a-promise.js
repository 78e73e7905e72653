/* { "dialects": ["postman"], "jar": [["https://api.test/", "a=1; Path=/"]] } */
const cookies = await pm.cookies.jar().getAll('https://api.test/')
console.log(cookies.get('a'), cookies.count(), cookies.one('a').path)
