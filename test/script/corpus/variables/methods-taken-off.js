/* { "environment": { "a": 1 } } */
const { get } = pm.environment
try { console.log(get('a')) } catch (error) { console.log(error.name) }
console.log(get.call(pm.environment, 'a'))
