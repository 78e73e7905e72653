pm.sendRequest({ url: 'https://api.test/', method: 'POST', body: { mode: 'graphql', graphql: { query: '{ a }', variables: '{"x":1}' } } }, () => {})
