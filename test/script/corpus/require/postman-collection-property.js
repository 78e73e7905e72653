const { Property, PropertyList, Header, QueryParam } = require('postman-collection')
console.log(Property.replaceSubstitutions('{{a}}-{{b}}', { a: 1 }), new PropertyList(Header, null, [{ key: 'A', value: '1' }]).get('a'), QueryParam.parse('a=1&b'), QueryParam.unparse([{ key: 'a', value: 'b c' }]))
console.log(Header.parse('A: 1\nB: 2'), Header.isHeader({}), Header.create('1', 'A').toString())
