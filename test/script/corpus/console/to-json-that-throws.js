console.log({ toJSON() { throw new Error('no json') } })
