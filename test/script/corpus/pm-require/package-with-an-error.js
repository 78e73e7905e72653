/* { "packages": { "bad": "throw new TypeError('inside')" } } */
try { pm.require('bad') } catch (error) { console.log(error.message) }
