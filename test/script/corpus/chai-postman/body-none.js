/* { "response": { "text": "", "code": 204, "status": "No Content" } } */
pm.test('has', () => pm.response.to.have.body())
pm.test('withBody', () => pm.response.to.be.withBody)
pm.test('not withBody', () => pm.response.to.not.be.withBody)
pm.test('json', () => pm.response.to.be.json)
