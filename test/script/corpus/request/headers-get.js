/* { "request": { "url": "https://api.test/", "header": [{ "key": "A", "value": "1" }, { "key": "a", "value": "2" }, { "key": "Off", "value": "3", "disabled": true }] } } */
const { headers } = pm.request
console.log(headers.get('a'), headers.get('off'), headers.has('OFF'), headers.count(), headers.toObject(), headers.toObject(true))
console.log(headers.map((header) => [header.key, header.value, header.disabled]), pm.request.getHeaders(), pm.request.getHeaders({ enabled: true }))
