console.log('text', '', 1, 0, -1.5, 1e300, true, false, null, undefined)
console.log(NaN, Infinity, -Infinity, 10n, Symbol('s'), Symbol('a').description)
