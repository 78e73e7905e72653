const chai = require('chai')
console.log(chai.version, typeof chai.expect, typeof chai.assert, typeof chai.should, typeof chai.use, chai.expect === pm.expect)
