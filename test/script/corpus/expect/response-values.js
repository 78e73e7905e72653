/* { "dialects": ["postman"] } */
pm.test('response', () => pm.expect(pm.response).to.equal(1))
pm.test('url', () => pm.expect(pm.request.url).to.equal(1))
pm.test('header', () => pm.expect(pm.response.headers.idx(0)).to.equal(1))
pm.test('body', () => pm.expect(pm.response.json()).to.equal(1))
