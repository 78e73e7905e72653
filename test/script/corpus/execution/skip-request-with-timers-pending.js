/* { "phase": "prerequest" } */
setTimeout(() => { pm.environment.set('late', 1) }, 10)
pm.sendRequest('https://api.test/', () => pm.environment.set('answer', 1))
pm.execution.skipRequest()
