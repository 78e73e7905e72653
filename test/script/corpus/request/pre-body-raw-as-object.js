/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "x" } } } */
pm.request.body.raw = { a: 1 }
