/* { "dialects": ["postman"] } */
const params = new URLSearchParams({ a: '1', b: 'x y' })
params.append('a', '2')
params.delete('b')
console.log(params.toString(), params.getAll('a'), [...params], new URLSearchParams('?q=%20+').get('q'), params.has('z'))
