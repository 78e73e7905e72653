/* { "phase": "prerequest" } */
pm.request.headers.add({ key: 'X-One', value: '1' })
pm.request.headers.add({ key: 'X-One', value: '2' })
pm.request.headers.add('X-Text: from text')
pm.request.addHeader({ key: 'X-Add', value: 'add' })
pm.request.headers.append?.({ key: 'X-Append', value: 'a' })
console.log(pm.request.headers.get('x-one'), pm.request.headers.get('X-Text'), pm.request.headers.count())
