/* { "phase": "prerequest" } */
pm.request = { method: 'PUT', url: 'https://nope.test' }
console.log(pm.request.method)
