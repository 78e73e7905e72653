const options = { url: 'https://api.test/before', method: 'GET' }
pm.sendRequest(options, () => {})
options.url = 'https://api.test/after'
