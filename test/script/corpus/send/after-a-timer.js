setTimeout(() => pm.sendRequest('https://api.test/', (error, response) => console.log('late', response.code)), 3)
