const challenge = CryptoJS.SHA256('verifier-verifier-verifier-verifier-verifier').toString(CryptoJS.enc.Base64).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
console.log(challenge)
