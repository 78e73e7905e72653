console.log('hello'.has('ell'), 'hello'.has('x'), 'hello'.has(/L/i), 'a.b'.has('.'), ''.has(''))
