/* { "packages": { "p": "module.exports = (n) => pm.test('from a package', () => pm.expect(n).to.equal(1))" } } */
pm.require('p')(2)
