console.log([] instanceof Array, {} instanceof Object, pm.response.json() instanceof Object, pm.response.json().tags instanceof Array, JSON.parse('[]') instanceof Array)
console.log(new Error() instanceof Error, Promise.resolve() instanceof Promise, (async () => {})() instanceof Promise, Buffer.from('a') instanceof Uint8Array)
