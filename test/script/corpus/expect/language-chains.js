pm.test('chains', () => {
  pm.expect([1, 2]).to.be.an('array').that.includes(1).and.is.not.empty.but.does.not.include(3)
  pm.expect({ a: 1 }).which.has.property('a').at.least(1)
  pm.expect(1).still.be.ok.also.is.a('number')
  pm.expect(1).to.not.be.ok.and.equal(1)
})
