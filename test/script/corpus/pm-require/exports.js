/* { "packages": { "a": "exports.one = 1; exports.two = () => exports.one + 1" } } */
console.log(pm.require('a').one, pm.require('a').two())
