/* { "fresh": true } */
Object.prototype.surprise = 1
console.log({}.surprise, pm.environment.toObject(), Object.keys({}))
for (const key in { a: 1 }) console.log(key)
