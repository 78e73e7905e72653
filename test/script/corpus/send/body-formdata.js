pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'formdata', formdata: [{ key: 'a', value: '1' }, { key: 'b', value: '2', type: 'text' }] } }, () => {})
pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'formdata', formdata: { c: '3' } } }, () => {})
