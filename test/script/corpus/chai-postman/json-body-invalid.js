/* { "response": { "text": "not json" } } */
pm.test('is json', () => pm.response.to.have.jsonBody())
pm.test('path', () => pm.response.to.have.jsonBody('a'))
pm.test('not json', () => pm.response.to.not.have.jsonBody())
pm.test('value', () => pm.response.to.have.jsonBody('a', 1))
