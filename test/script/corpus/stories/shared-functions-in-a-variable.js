/* { "globals": { "lib": "({ assertOk() { pm.test('ok', () => pm.response.to.be.ok) }, id: (o) => o.id })" } } */
const lib = eval(pm.globals.get('lib'))
lib.assertOk()
console.log(lib.id(pm.response.json()))
