console.log(Buffer.from('a?>').toString('base64url'))
