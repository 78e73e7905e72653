console.log(_.VERSION, _.map([1, 2], (n) => n * 2), _.map([{ a: 1 }], 'a'), _.pluck([{ a: 1 }], 'a'), _.contains([1], 1), _.where([{ a: 1 }, { a: 2 }], { a: 2 }), _.first([1, 2]), _.rest([1, 2, 3]))
