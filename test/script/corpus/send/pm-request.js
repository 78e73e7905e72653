pm.sendRequest(pm.request, (error, response) => console.log(error, response.code))
