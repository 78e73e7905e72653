const assert = require('assert')
try { assert.strictEqual(1, 2) } catch (error) { console.log(error.name, error.message.split('\n')[0]) }
try { assert.deepEqual({ a: 1 }, { a: 2 }, 'told') } catch (error) { console.log(error.name, error.message) }
try { assert(false) } catch (error) { console.log(error.name) }
assert.ok(1)
assert.throws(() => { throw new Error('x') }, /x/)
