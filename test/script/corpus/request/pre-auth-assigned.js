/* { "phase": "prerequest" } */
pm.request.auth = { type: 'bearer', bearer: [{ key: 'token', value: 't' }] }
