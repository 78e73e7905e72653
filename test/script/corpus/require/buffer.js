const { Buffer: B } = require('buffer')
console.log(B === Buffer, B.from('ä').toString('hex'), B.from('YWI=', 'base64').toString(), B.concat([B.from('a'), B.from('b')]).toString('base64'), B.byteLength('ä'), B.alloc(2).length)
