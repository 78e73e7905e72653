pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1' }, { key: 'b', value: '2', disabled: true }] } }, () => {})
pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'urlencoded', urlencoded: { a: '1', b: 2 } } }, () => {})
pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'urlencoded', urlencoded: 'a=1&b=2' } }, () => {})
