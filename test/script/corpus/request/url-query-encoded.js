/* { "request": { "url": "https://api.test/x?q=a%20b&r=a+b&s=ä&t={{t}}" } } */
console.log(pm.request.url.query.get('q'), pm.request.url.query.get('r'), pm.request.url.query.get('s'), pm.request.url.getQueryString(), pm.request.url.toString())
