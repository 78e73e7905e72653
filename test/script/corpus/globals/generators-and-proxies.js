function* count() { yield 1; yield* [2, 3] }
console.log([...count()], new Proxy({}, { get: (_t, k) => `p-${String(k)}` }).x, Reflect.ownKeys({ a: 1, [Symbol.iterator]: 2 }).length)
