/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "formdata", "formdata": [] } } } */
pm.request.body.formdata.add({ key: 'b', value: '2', type: 'text' })
pm.request.body.formdata.add({ key: 'n', value: 3 })
