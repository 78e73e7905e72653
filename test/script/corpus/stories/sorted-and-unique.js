/* { "response": { "json": [3, 1, 2, 2] } } */
const list = pm.response.json()
pm.test('sorted', () => pm.expect(list).to.eql([...list].sort()))
pm.test('unique', () => pm.expect(_.uniq(list)).to.have.lengthOf(list.length))
