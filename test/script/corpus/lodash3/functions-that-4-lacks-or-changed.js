console.log(_.pluck([{ n: 1 }], 'n'), _.findWhere([{ a: 1 }], { a: 1 }), _.indexBy([{ k: 'x' }], 'k'), _.max([{ n: 1 }, { n: 3 }], 'n'), _.sum([{ n: 1 }, { n: 2 }], 'n'), _.trunc('abcdefghij', 5), _.padLeft('5', 3, '0'), _.any([0, 1]), _.all([1]))
console.log(_.isEqual([1], [1]), _.uniq([1, 1, 2]), _.sortByOrder([{ a: 1 }, { a: 2 }], ['a'], ['desc']), typeof _.flatMap, typeof _.fromPairs)
