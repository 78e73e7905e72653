/* { "phase": "prerequest" } */
pm.request.update({ url: 'https://updated.test/', method: 'POST', header: [{ key: 'U', value: '1' }], body: { mode: 'raw', raw: 'u' } })
console.log(pm.request.method, pm.request.url.toString())
