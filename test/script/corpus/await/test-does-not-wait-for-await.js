/* { "dialects": ["postman"] } */
const promise = pm.test('t', async () => { await null })
console.log(promise === pm)
