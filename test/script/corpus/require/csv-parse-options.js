const parse = require('csv-parse/lib/sync')
console.log(parse('# c\n a , b \n\n1,2', { comment: '#', trim: true, skip_empty_lines: true, auto_parse: true, columns: true }), parse('a\tb', { delimiter: '\t' }), parse(''))
