/* { "request": { "url": "{{base}}/users/{{id}}?t={{token}}" }, "environment": { "base": "https://api.test", "id": 7 } } */
console.log(pm.request.url.toString(), pm.request.url.host, pm.request.url.getHost(), pm.variables.replaceIn(pm.request.url.toString()))
