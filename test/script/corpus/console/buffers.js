console.log(Buffer.from('abc'), new Uint8Array([1, 2, 255]), new Uint16Array([258, 1]), Buffer.alloc(0))
console.log({ inside: Buffer.from('x') }, [new Uint8Array([1, 2])])
