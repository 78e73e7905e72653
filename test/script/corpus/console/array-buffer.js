console.log(new ArrayBuffer(4), new DataView(new ArrayBuffer(2)).byteLength)
