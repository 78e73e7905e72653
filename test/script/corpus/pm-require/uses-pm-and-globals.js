/* { "packages": { "p": "pm.environment.set('from', 'package'); module.exports = [typeof pm, typeof console, typeof require, typeof tests, typeof _, typeof setTimeout]" } } */
console.log(pm.require('p'))
