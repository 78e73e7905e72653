/* { "response": { "text": "hello", "headers": { "Content-Length": "5" } } } */
pm.test('equal', () => pm.response.to.have.responseSize(5))
pm.test('other', () => pm.response.to.have.responseSize(6))
pm.test('below', () => pm.response.to.have.responseSize.below(5))
