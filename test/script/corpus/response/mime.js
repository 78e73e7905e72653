/* { "response": { "text": "<a/>", "headers": { "Content-Type": "application/xml; charset=utf-8" } } } */
console.log(pm.response.contentInfo())
pm.response.mime()
