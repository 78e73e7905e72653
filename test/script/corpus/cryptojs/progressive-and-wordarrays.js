const hash = CryptoJS.algo.SHA256.create()
hash.update('a'); hash.update('b')
const words = hash.finalize()
console.log(words.toString(), words.sigBytes, words.words.length, words.clone().concat(CryptoJS.enc.Utf8.parse('c')).sigBytes)
