_.map([1], () => { throw new Error('in map') })
