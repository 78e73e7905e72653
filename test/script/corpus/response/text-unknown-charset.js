/* { "response": { "text": "abc", "headers": { "Content-Type": "text/plain; charset=klingon" } } } */
console.log(pm.response.text(), pm.response.encoding())
