/* { "response": { "base64": "77u/eyJhIjoxfQ==" } } */
console.log(pm.response.json(), pm.response.text().length)
