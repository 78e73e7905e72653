/* { "dialects": ["postman"] } */
console.log(typeof WebAssembly, typeof WeakRef, typeof SharedArrayBuffer, typeof Atomics)
new WeakRef({})
