/* { "dialects": ["postman"] } */
const holes = structuredClone([1, , 3])
console.log(1 in holes, holes.length, String(structuredClone(Object(1n))), structuredClone(new Error('m', { cause: 3 })).cause)
console.log(Object.keys(structuredClone(JSON.parse('{"__proto__": 5}'))), structuredClone(Buffer.from('a')).constructor.name)
try { structuredClone() } catch (error) { console.log(error.name) }
try { structuredClone({ a: Symbol('s') }) } catch (error) { console.log(error.name, error.message, error.code) }
