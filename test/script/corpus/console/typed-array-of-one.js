console.log(new Uint8Array([5]))
