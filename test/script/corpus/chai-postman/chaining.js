pm.test('chain', () => pm.response.to.have.status(200).and.header('Content-Type').and.jsonBody('name', 'Bob'))
pm.test('be and have', () => pm.response.to.be.ok.and.have.status(201))
pm.test('expect form', () => pm.expect(pm.response).to.have.status(404))
pm.test('to.exist', () => pm.response.to.exist)
