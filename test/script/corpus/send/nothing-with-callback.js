pm.sendRequest(undefined, (error) => console.log(error.message))
