/* { "phase": "prerequest", "request": { "url": "https://api.test/", "header": [{ "key": "A", "value": "1" }, { "key": "B", "value": "2" }] } } */
pm.request.headers.remove((header) => header.value === '1')
