const uuid = require('uuid')
console.log(typeof uuid, typeof uuid.v4, typeof uuid.v1, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid.v4()), Object.keys(uuid))
console.log(typeof uuid === 'function' && uuid().length)
