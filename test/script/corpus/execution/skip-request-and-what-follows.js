/* { "phase": "prerequest" } */
pm.execution.skipRequest()
console.log('after')
pm.environment.set('after', 1)
pm.test('after', () => {})
throw new Error('after')
