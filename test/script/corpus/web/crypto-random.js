/* { "dialects": ["postman"] } */
console.log(crypto.randomUUID().length, crypto.getRandomValues(new Uint8Array(4)).length, typeof crypto.subtle, typeof crypto.createHash, crypto.getRandomValues(new Uint32Array(2)) instanceof Uint32Array)
