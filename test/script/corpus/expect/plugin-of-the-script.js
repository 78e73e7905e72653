/* { "fresh": true } */
const chai = require('chai')
chai.use((c, utils) => {
  c.Assertion.addProperty('even', function () { this.assert(this._obj % 2 === 0, 'expected #{this} to be even', 'expected #{this} to be odd') })
  c.Assertion.addMethod('divisibleBy', function (n) { this.assert(this._obj % n === 0, 'expected #{this} to be divisible by #{exp}', '', n) })
})
pm.test('even', () => pm.expect(3).to.be.even)
pm.test('odd', () => pm.expect(2).to.not.be.even)
pm.test('divisible', () => pm.expect(7).to.be.divisibleBy(2))
