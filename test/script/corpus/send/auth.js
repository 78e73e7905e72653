pm.sendRequest({ url: 'https://api.test/', auth: { type: 'basic', basic: [{ key: 'username', value: 'u' }, { key: 'password', value: 'p' }] } }, () => {})
pm.sendRequest({ url: 'https://api.test/', auth: { type: 'bearer', bearer: { token: 't' } } }, () => {})
pm.sendRequest({ url: 'https://api.test/', auth: { type: 'noauth' } }, () => {})
