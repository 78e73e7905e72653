/* { "response": { "base64": "aABpAA==", "headers": { "Content-Type": "text/plain; charset=utf-16le" } } } */
console.log(JSON.stringify(pm.response.text()), pm.response.encoding())
