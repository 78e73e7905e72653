/* { "answers": [{ "to": "", "json": {}, "cookies": [{ "name": "sid", "value": "9" }] }] } */
pm.sendRequest('https://api.test/', (error, response, history) => {
  console.log(history.cookies.get('sid'), response.cookies.count(), Object.keys(history))
})
