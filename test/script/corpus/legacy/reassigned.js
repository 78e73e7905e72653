responseBody = 'mine'
environment = { a: 1 }
iteration = 9
console.log(responseBody, environment, iteration, pm.response.text().length)
