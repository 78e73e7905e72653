/* { "response": { "text": "hi", "headers": { "A": "1" } } } */
console.log(pm.response)
