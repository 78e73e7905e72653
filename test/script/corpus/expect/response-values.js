pm.test('response', () => pm.expect(pm.response).to.equal(1))
pm.test('headers', () => pm.expect(pm.response.headers).to.equal(1))
pm.test('url', () => pm.expect(pm.request.url).to.equal(1))
pm.test('cookies', () => pm.expect(pm.cookies).to.be.a('string'))
