console.log('%s is %d years and %i', 'Ada', 36.5, 36.5)
console.log('%o %O %j %%', { a: 1 }, { b: 2 }, { c: 3 })
console.log('%c styled', 'color: red')
