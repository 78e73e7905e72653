/* { "dialects": ["postman"] } */
let calls = 0
pm.sendRequest('https://api.test/', (error, response) => {
  calls += 1
  console.log(calls, error && error.message, response && response.code)
  if (calls === 1) throw new Error('first')
})
