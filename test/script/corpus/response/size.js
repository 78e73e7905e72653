/* { "response": { "text": "äöü", "headers": { "Content-Length": "6" } } } */
console.log(pm.response.size(), pm.response.responseSize)
