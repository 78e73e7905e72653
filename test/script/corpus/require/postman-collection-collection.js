const { Collection, Item, ItemGroup, Variable, VariableScope, CookieList } = require('postman-collection')
const collection = new Collection({ info: { name: 'C' }, item: [{ name: 'I', request: 'https://a.test' }], variable: [{ key: 'v', value: 1 }] })
console.log(collection.name, collection.items.count(), collection.items.idx(0).request.url.toString(), collection.variables.get('v'))
console.log(new Variable({ key: 'k', value: '5', type: 'number' }).get(), new VariableScope([{ key: 'a', value: 1 }]).get('a'), typeof ItemGroup, typeof CookieList, typeof Item)
