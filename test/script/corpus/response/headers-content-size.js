/* { "response": { "headers": [["A", "1"]] } } */
console.log(pm.response.headers.contentSize(), pm.response.headersSize?.())
