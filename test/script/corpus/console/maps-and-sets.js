console.log(new Map([['a', 1], ['b', { c: 2 }]]), new Set([1, 'x', { a: 1 }]))
console.log({ map: new Map([[1, new Set([2])]]) })
