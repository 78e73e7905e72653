setTimeout(() => { throw 'text' }, 1)
