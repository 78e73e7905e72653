pm.sendRequest({
  url: 'https://api.test/users?x=1',
  method: 'post',
  header: { 'Content-Type': 'application/json', 'X-A': '1' },
  body: { mode: 'raw', raw: JSON.stringify({ a: 1 }) },
}, (error, response) => console.log(error, response.json()))
