const b = Buffer.from([1, 2, 3, 4])
console.log(b.readUInt16BE(0), b.slice(1, 3), b.equals(Buffer.from([1, 2, 3, 4])), b.toJSON(), Buffer.isBuffer(b), b.indexOf(3), Buffer.compare(b, b), b.toString('latin1').length)
console.log(b instanceof Uint8Array, Buffer.from(new Uint8Array([5]).buffer).length, Buffer.from('6162', 'hex').toString(), String(Buffer.from('é', 'latin1')))
