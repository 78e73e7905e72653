/* { "response": { "json": {}, "cookies": [{ "name": "sid", "value": "1" }] } } */
pm.test('has', () => pm.expect(pm.cookies.has('sid')).to.be.true)
pm.test('cookie assertion', () => pm.response.to.have.cookie('sid'))
