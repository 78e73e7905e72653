/* { "answers": [{ "to": "", "text": "hello", "headers": { "Content-Type": "text/plain", "Content-Length": "5" } }] } */
pm.sendRequest('https://api.test/', (error, response) => {
  console.log(response.text(), response.size(), response.reason(), response.contentInfo().mimeType, Buffer.isBuffer(response.stream), response.constructor.name)
})
