/* { "packages": { "a": "" } } */
console.log(pm.require('a'))
pm.require('nope')
