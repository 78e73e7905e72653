console.log(postman.setEnvironmentVariable('a', 1), postman.clearEnvironmentVariable('a'), postman.setNextRequest('x'))
