/* { "response": { "text": "callback({\"a\": 1})" } } */
console.log(pm.response.jsonp?.())
