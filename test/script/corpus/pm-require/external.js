/* { "dialects": ["postman"], "packages": { "npm:left-pad@1": "module.exports = typeof pm" } } */
console.log(pm.require('npm:left-pad@1'))
