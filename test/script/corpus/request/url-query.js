/* { "request": { "url": "https://api.test/x?a=1&b=2&a=3&empty=&none" } } */
const { query } = pm.request.url
console.log(query.get('a'), query.get('b'), query.get('empty'), query.get('none'), query.get('missing'), query.has('a'), query.count())
console.log(query.all().map(({ key, value }) => [key, value]), query.toObject(), query.toString())
