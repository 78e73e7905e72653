/* { "response": { "text": "hello hello hello", "headers": { "Content-Encoding": "gzip", "Content-Length": "9" } } } */
console.log(pm.response.size().body, pm.response.responseSize)
