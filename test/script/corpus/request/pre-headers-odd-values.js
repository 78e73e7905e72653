/* { "phase": "prerequest" } */
pm.request.headers.add({ key: 'Number', value: 5 })
pm.request.headers.add({ key: 'Null', value: null })
pm.request.headers.add({ key: 'Undefined' })
pm.request.headers.add({ key: 'Object', value: { a: 1 } })
pm.request.headers.add({ key: 'Off', value: 'x', disabled: true })
pm.request.headers.add({ name: 'no key', value: 'x' })
