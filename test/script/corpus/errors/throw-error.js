console.log('before')
throw new Error('told')
