/* { "response": { "json": {}, "time": 123 } } */
console.log(pm.response.responseTime, typeof pm.response.responseTime, responseTime)
pm.test('below', () => pm.expect(pm.response.responseTime).to.be.below(100))
