/* { "answers": [{ "to": "", "code": 500, "status": "Internal Server Error", "text": "oops" }] } */
pm.sendRequest('https://api.test/', (error, response) => console.log(error, response.code, response.text()))
