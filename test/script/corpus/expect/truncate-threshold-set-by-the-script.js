/* { "fresh": true } */
const chai = require('chai')
chai.config.truncateThreshold = 0
pm.test('not truncated', () => pm.expect('a'.repeat(80)).to.equal('b'))
