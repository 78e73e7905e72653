const CryptoJS = require('crypto-js')
console.log(CryptoJS.MD5('a').toString())
