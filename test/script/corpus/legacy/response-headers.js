/* { "response": { "headers": [["Content-Type", "text/plain"], ["X-A", "1"], ["X-A", "2"]], "text": "x" } } */
console.log(responseHeaders['Content-Type'], responseHeaders['content-type'], responseHeaders['X-A'], Object.keys(responseHeaders))
console.log(postman.getResponseHeader('content-type'), postman.getResponseHeader('x-a'), postman.getResponseHeader('none'))
