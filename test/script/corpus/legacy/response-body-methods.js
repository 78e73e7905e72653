/* { "response": { "text": "Hello World, hello" } } */
console.log(responseBody.has('World'), responseBody.indexOf('World'), responseBody.match(/hello/gi))
