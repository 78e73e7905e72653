/* { "phase": "prerequest" } */
console.log(pm.request.headers.upsert({ key: 'accept', value: 'text/plain' }), pm.request.headers.upsert({ key: 'X-New', value: '1' }), pm.request.headers.upsert(null))
pm.request.upsertHeader({ key: 'X-New', value: '2' })
console.log(pm.request.headers.all().map(String))
