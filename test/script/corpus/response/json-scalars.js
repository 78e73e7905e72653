/* { "response": { "text": "\"just a text\"" } } */
console.log(pm.response.json())
