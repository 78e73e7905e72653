const parse = require('csv-parse/lib/sync')
console.log(parse('a,b\n1,2\n3,"x, y"'), parse('a,b\n1,2', { columns: true }), parse('1;2', { delimiter: ';' }))
try { parse('"open') } catch (error) { console.log(error.message) }
