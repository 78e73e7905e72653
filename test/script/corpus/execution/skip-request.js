/* { "phase": "prerequest" } */
console.log('before')
pm.environment.set('a', 1)
pm.execution.skipRequest()
