/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "graphql", "graphql": { "query": "{ a }", "variables": "{\"x\":1}" } } } } */
console.log(pm.request.body.mode, pm.request.body.graphql, pm.request.body.isEmpty())
