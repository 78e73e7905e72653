const request = { url: 'https://api.test/before', method: 'GET' }
pm.sendRequest(request, () => {})
request.url = 'https://api.test/after'
