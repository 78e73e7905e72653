const { Request, Url } = require('postman-collection')
pm.sendRequest(new Request({ url: 'https://api.test/sdk', method: 'PUT' }), (error, response) => console.log(error, response.code))
pm.sendRequest({ url: new Url('https://api.test/url') }, (error, response) => console.log(error, response.code))
