pm.test({ toString() { throw new Error('no name') } }, () => {})
