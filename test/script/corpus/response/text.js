/* { "response": { "text": "Grüße, 世界" , "headers": { "Content-Type": "text/plain; charset=utf-8" } } } */
console.log(pm.response.text(), pm.response.text().length)
