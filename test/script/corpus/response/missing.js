/* { "response": null } */
console.log(typeof pm.response, pm.response.code, pm.response.text(), pm.response.headers.count(), pm.response.size())
console.log(responseCode, typeof responseBody, responseTime, responseHeaders)
pm.test('status', () => pm.response.to.have.status(200))
pm.test('json', () => pm.response.json())
