/* { "phase": "prerequest" } */
pm.request.url.query.add({ key: 'added', value: '1' })
pm.request.url.query.add('text=2')
pm.request.url.query.upsert({ key: 'page', value: '3' })
pm.request.addQueryParams([{ key: 'more', value: '4' }])
pm.request.addQueryParams('s=5&t')
console.log(pm.request.url.toString())
