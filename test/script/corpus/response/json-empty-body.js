/* { "response": { "text": "", "code": 204, "status": "No Content" } } */
console.log(JSON.stringify(pm.response.text()), pm.response.code)
pm.test('json', () => pm.response.json())
