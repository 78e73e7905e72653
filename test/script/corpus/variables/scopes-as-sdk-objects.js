/* { "environment": { "a": 1 }, "names": { "environment": "Env" } } */
const { VariableScope, Property } = require('postman-collection')
const scopes = [pm.environment, pm.globals, pm.collectionVariables, pm.variables, pm.iterationData]
for (const scope of scopes) {
  console.log(Object.keys(scope).sort(), scope instanceof VariableScope, scope instanceof Property, scope.constructor.name)
}
pm.environment.describe('said by a script')
console.log(String(pm.environment.description), pm.environment.meta(), pm.environment.parent())
