pm.sendRequest({ url: 'https://api.test/', header: ['A: 1', 'B:2'] }, () => {})
pm.sendRequest({ url: 'https://api.test/', header: [{ key: 'C', value: '3' }, { key: 'D', value: '4', disabled: true }] }, () => {})
pm.sendRequest({ url: 'https://api.test/', header: 'E: 5\nF: 6' }, () => {})
pm.sendRequest({ url: 'https://api.test/', headers: { G: '7' } }, () => {})
