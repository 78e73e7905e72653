console.log(Object.keys(require('crypto-js')).sort())
console.log(CryptoJS === require('crypto-js'), CryptoJS.MD5('x').toString() === require('crypto-js').MD5('x').toString())
