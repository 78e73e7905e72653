/* { "phase": "prerequest" } */
pm.request.headers.add({ key: 'X', value: '1' })
throw new Error('after the change')
