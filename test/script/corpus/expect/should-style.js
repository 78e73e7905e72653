const chai = require('chai')
const should = chai.should()
pm.test('should', () => { 'a'.should.equal('b') })
pm.test('should exist', () => { should.exist(null) })
delete Object.prototype.should
