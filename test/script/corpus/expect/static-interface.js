const chai = require('chai')
console.log(typeof pm.expect, pm.expect === chai.expect, Object.keys(chai).sort().join())
console.log(chai.version, chai.config.truncateThreshold, chai.config.includeStack, chai.config.showDiff)
