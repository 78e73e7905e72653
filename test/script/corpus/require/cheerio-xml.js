const $ = require('cheerio').load('<a><b x="1">t</b><c/></a>', { xmlMode: true })
console.log($('b').attr('x'), $.xml(), $('c').length)
