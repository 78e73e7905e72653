/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "x" } } } */
delete pm.request.body
