/* { "phase": "prerequest" } */
setTimeout(() => pm.request.headers.add({ key: 'Late', value: '1' }), 3)
