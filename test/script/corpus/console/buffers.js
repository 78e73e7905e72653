console.log(Buffer.from('abc'), new Uint8Array([1, 2, 255]), new Float32Array([1.5]), new Uint16Array([258]))
