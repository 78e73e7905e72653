/* { "dialects": ["postman"] } */
async function work() { await null; throw new Error('not awaited') }
work()
console.log('goes on')
