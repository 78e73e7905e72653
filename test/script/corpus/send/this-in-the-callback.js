pm.sendRequest('https://api.test/', function () { console.log(this === pm) })
