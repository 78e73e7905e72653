/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/" } } */
pm.request.body = { mode: 'raw', raw: JSON.stringify({ a: 1 }) }
