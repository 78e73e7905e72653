const CJS = require('crypto-js')
console.log(CJS.enc.Base64.stringify(CJS.enc.Utf8.parse('héllo')), CJS.enc.Utf8.stringify(CJS.enc.Base64.parse('aMOpbGxv')), CJS.enc.Hex.stringify(CJS.enc.Latin1.parse('abc')), CJS.enc.Utf16.stringify(CJS.enc.Utf16.parse('x')))
console.log(CJS.enc.Base64url ? 'base64url' : 'none', CJS.lib.WordArray.create([0x61626364]).toString(CJS.enc.Utf8), CJS.enc.Hex.parse('6162').sigBytes)
