tests['body has Ada'] = responseBody.has('Ada')
tests['status'] = responseCode.code === 200
tests['time'] = responseTime < 100
console.log(typeof responseBody, JSON.parse(responseBody).name)
