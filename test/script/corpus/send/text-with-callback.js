/* { "answers": [{ "to": "api.test/a", "code": 201, "status": "Created", "json": { "n": 1 }, "headers": { "X": "y" }, "time": 7 }] } */
const returned = pm.sendRequest('https://api.test/a', (error, response) => {
  console.log(error, response.code, response.status, response.json(), response.headers.get('x'), response.responseTime)
})
console.log('sent', returned === pm)
