console.log(CryptoJS.MD5('a').toString(), CryptoJS.HmacSHA256('m', 'k').toString(CryptoJS.enc.Base64), CryptoJS.enc.Base64.stringify(CryptoJS.enc.Utf8.parse('user:pw')))
console.log(CryptoJS.SHA256('a'))
