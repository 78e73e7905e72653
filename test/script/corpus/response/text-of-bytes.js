/* { "response": { "base64": "AAEC/w==", "headers": { "Content-Type": "application/octet-stream" } } } */
console.log(JSON.stringify(pm.response.text()), pm.response.stream.length, pm.response.size())
