/* { "response": { "base64": "R3L832U=", "headers": { "Content-Type": "text/plain; charset=iso-8859-1" } } } */
console.log(pm.response.text(), pm.response.encoding())
