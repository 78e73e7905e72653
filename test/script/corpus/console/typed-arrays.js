console.log(new Float32Array([1.5, 2]), new Float64Array([0, 1]), new Int8Array([-1, 1]), new Uint8ClampedArray([300, 2]), new Int32Array([1, 2]))
