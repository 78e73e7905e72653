/* { "response": { "code": 202, "status": "Accepted", "json": {} } } */
pm.test('accepted', () => pm.response.to.be.accepted)
pm.test('ok', () => pm.response.to.be.ok)
pm.test('success', () => pm.response.to.be.success)
