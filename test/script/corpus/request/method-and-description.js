/* { "request": { "method": "patch", "url": "https://api.test/", "description": "What it does" } } */
console.log(pm.request.method, String(pm.request.description), pm.request.description && pm.request.description.content)
