/* { "response": { "text": "<html></html>", "headers": { "Content-Type": "text/html" }, "code": 502, "status": "Bad Gateway" } } */
pm.test('json', () => pm.response.json())
pm.test('to.be.json', () => pm.response.to.be.json)
