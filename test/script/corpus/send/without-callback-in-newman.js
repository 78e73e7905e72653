/* { "dialects": ["newman"] } */
console.log(pm.sendRequest('https://api.test/') === pm, typeof pm.sendRequest('https://api.test/').then)
