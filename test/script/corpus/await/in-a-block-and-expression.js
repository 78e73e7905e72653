/* { "dialects": ["postman"] } */
if (await Promise.resolve(true)) { console.log([await 1, { a: await 2 }, `${await 3}`]) }
