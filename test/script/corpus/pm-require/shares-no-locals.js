/* { "packages": { "p": "module.exports = typeof mine" } } */
const mine = 1
console.log(pm.require('p'), typeof exports, typeof module)
