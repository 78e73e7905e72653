/* { "phase": "prerequest" } */
pm.test('in a pre-request script', () => { pm.expect(pm.response).to.equal(undefined) })
