/* { "dialects": ["postman"] } */
try { await pm.sendRequest() } catch (error) { console.log(error.name, error.message) }
pm.sendRequest(null, (error) => console.log(error.message))
pm.sendRequest('', (error) => console.log(error.message))
