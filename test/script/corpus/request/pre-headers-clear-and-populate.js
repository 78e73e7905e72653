/* { "phase": "prerequest" } */
pm.request.headers.clear()
pm.request.headers.populate([{ key: 'P', value: '1' }, 'Q: 2'])
pm.request.headers.assimilate?.([{ key: 'P', value: '3' }])
