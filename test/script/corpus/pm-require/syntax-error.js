/* { "packages": { "bad": "const = 1" } } */
try { pm.require('bad') } catch (error) { console.log(error.name, error.message) }
