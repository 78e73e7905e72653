console.log(pm.response.json((key, value) => (typeof value === 'number' ? value + 1 : value)))
