/* { "response": { "text": "hello", "headers": [] } } */
console.log(pm.response.size(), pm.response.responseSize)
