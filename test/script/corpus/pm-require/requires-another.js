/* { "packages": { "a": "exports.a = 1; exports.b = pm.require('b')", "b": "exports.a = pm.require('a').a" } } */
console.log(pm.require('a'))
