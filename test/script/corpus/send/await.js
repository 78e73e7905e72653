/* { "dialects": ["postman"], "answers": [{ "to": "one", "json": { "token": "t" } }, { "to": "two", "code": 202, "status": "Accepted", "text": "" }] } */
const one = await pm.sendRequest('https://api.test/one')
const two = await pm.sendRequest({ url: 'https://api.test/two', header: { Authorization: one.json().token } })
console.log(one.code, two.code, two.status)
