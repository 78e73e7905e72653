pm.test('withHeaders', () => pm.response.to.have.headers)
pm.test('be withHeaders', () => pm.response.to.be.withHeaders)
