console.log(_([1, 2, 3]).map((n) => n + 1).filter((n) => n > 2).value(), _.chain([{ a: 2 }, { a: 1 }]).sortBy('a').pluck('a').first().value())
console.log(_.template('<% _.each(list, function (n) { %>[<%- n %>]<% }) %>')({ list: [1, '<'] }), _.escape('<a>'))
