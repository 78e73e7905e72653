console.log('before')
missing.call()
