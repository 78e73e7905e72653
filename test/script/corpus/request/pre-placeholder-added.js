/* { "phase": "prerequest", "environment": { "t": "T" } } */
pm.request.headers.add({ key: 'Authorization', value: 'Bearer {{t}}' })
pm.request.url.query.add({ key: 't', value: '{{t}}' })
