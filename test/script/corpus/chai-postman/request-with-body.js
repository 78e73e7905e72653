/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "{\"a\":1}" } } } */
pm.test('body', () => pm.request.to.have.body('{"a":1}'))
pm.test('withBody', () => pm.request.to.be.withBody)
pm.test('json', () => pm.request.to.be.json)
pm.test('jsonBody', () => pm.request.to.have.jsonBody('a', 2))
pm.test('method', () => pm.request.to.have.property('method', 'PUT'))
