/* { "answers": [{ "to": "/a", "json": { "n": 1 } }, { "to": "/b", "json": { "n": 2 } }, { "to": "/c", "code": 500, "status": "Internal Server Error", "json": {} }] } */
const names = ['a', 'b', 'c']
const results = {}
names.forEach((name) => pm.sendRequest(`https://api.test/${name}`, (error, response) => {
  results[name] = error || response.code
  if (Object.keys(results).length < names.length) return
  console.log(names.map((each) => `${each}:${results[each]}`).join())
  pm.test('all well', () => pm.expect(_.values(results)).to.not.include(500))
}))
