/* { "dialects": ["postman"] } */
for (const n of [1, 2]) { await null; console.log(n) }
for await (const n of [Promise.resolve(3), 4]) console.log(n)
async function* numbers() { yield 5; yield 6 }
for await (const n of numbers()) console.log(n)
