/* { "response": { "text": "x", "headers": [] } } */
pm.test('withHeaders', () => pm.response.to.be.withHeaders)
pm.test('not', () => pm.response.to.not.be.withHeaders)
