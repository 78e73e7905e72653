/* { "dialects": ["postman"] } */
let n = 0
for (let i = 0; i < 200; i += 1) { await null; n += 1 }
pm.environment.set('n', n)
