/* { "response": { "json": {}, "time": 50 } } */
pm.test('equal', () => pm.response.to.have.responseTime(50))
pm.test('other', () => pm.response.to.have.responseTime(51))
pm.test('below', () => pm.response.to.have.responseTime.below(40))
pm.test('above', () => pm.response.to.have.responseTime.above(40))
pm.test('within', () => pm.response.to.have.responseTime.within(1, 10))
pm.test('be.at.most', () => pm.expect(pm.response).to.have.responseTime.at.most(10))
