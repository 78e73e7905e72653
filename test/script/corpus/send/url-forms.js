pm.sendRequest({ url: { protocol: 'https', host: ['api', 'test'], path: ['a', 'b'], query: [{ key: 'q', value: '1' }] } }, () => {})
pm.sendRequest('api.test/no-protocol', () => {})
pm.sendRequest('https://user:pw@api.test:8443/p?a=b#h', () => {})
pm.sendRequest('https://api.test/ä?q=a b', () => {})
