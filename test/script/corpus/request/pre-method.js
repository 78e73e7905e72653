/* { "phase": "prerequest" } */
pm.request.method = 'put'
console.log(pm.request.method)
