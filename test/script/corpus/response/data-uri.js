/* { "response": { "base64": "iVBORw0KGgo=", "headers": { "Content-Type": "image/png" } } } */
console.log(pm.response.dataURI())
