pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: 'plain text' }, () => {})
pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'raw', raw: { a: 1 } } }, () => {})
pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { a: 1 } }, () => {})
