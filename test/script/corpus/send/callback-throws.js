pm.sendRequest('https://api.test/', () => { throw new Error('in the callback') })
