/* { "response": { "text": "hello world" } } */
pm.test('has', () => pm.response.to.have.body())
pm.test('equal', () => pm.response.to.have.body('hello world'))
pm.test('other', () => pm.response.to.have.body('hello'))
pm.test('pattern', () => pm.response.to.have.body(/wor/))
pm.test('pattern fails', () => pm.response.to.have.body(/^wor/))
pm.test('not', () => pm.response.to.not.have.body('hello world'))
pm.test('withBody', () => pm.response.to.be.withBody)
pm.test('number', () => pm.response.to.have.body(1))
