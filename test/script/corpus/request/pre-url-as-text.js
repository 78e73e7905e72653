/* { "phase": "prerequest" } */
pm.request.url = 'https://other.test/new?x=1'
console.log(typeof pm.request.url, pm.request.url.toString())
