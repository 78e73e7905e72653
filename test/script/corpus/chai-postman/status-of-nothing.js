/* { "response": { "code": 0, "status": "", "text": "" } } */
pm.test('status', () => pm.response.to.have.status(200))
pm.test('ok', () => pm.response.to.be.ok)
pm.test('reason', () => pm.response.to.have.status('OK'))
