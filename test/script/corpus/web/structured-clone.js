/* { "dialects": ["postman"] } */
const copy = structuredClone({ a: new Date(0), m: new Map([[1, 2]]), n: [1, { b: 2 }] })
console.log(copy, copy.a instanceof Date, copy.m instanceof Map, Array.isArray(copy.n))
try { structuredClone(() => {}) } catch (error) { console.log(error.name) }
