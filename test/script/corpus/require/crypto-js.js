const CJS = require('crypto-js')
console.log(CJS.MD5('a').toString(), CJS.SHA1('a') + '', CJS.SHA256('a').toString(CJS.enc.Base64), CJS.SHA512('a').toString().slice(0, 16), CJS.SHA3('a').toString().slice(0, 16), CJS.RIPEMD160('a').toString())
console.log(CJS.HmacSHA256('message', 'key').toString(), CJS.HmacSHA1('message', 'key').toString(CJS.enc.Base64), CJS.HmacMD5('message', 'key').toString())
