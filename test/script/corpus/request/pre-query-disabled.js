/* { "phase": "prerequest", "request": { "url": { "raw": "", "host": ["api", "test"], "query": [{ "key": "a", "value": "1" }, { "key": "b", "value": "2", "disabled": true }] } } } */
console.log(pm.request.url.query.get('b'), pm.request.url.query.toString(), pm.request.url.toString())
pm.request.url.query.one('a').disabled = true
