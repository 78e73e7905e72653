/* { "packages": { "@team/math": "module.exports = { add: (a, b) => a + b, name: module.id }" } } */
const math = pm.require('@team/math')
console.log(math.add(1, 2), math.name, pm.require('@team/math') === math)
