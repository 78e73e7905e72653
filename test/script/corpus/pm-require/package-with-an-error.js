/* { "packages": { "bad": "throw new TypeError('inside')", "gone": { "error": "not found" } } } */
try { pm.require('gone') } catch (error) { console.log(error.message) }
try { pm.require('bad') } catch (error) { console.log(error.message) }
