console.log(pm.response.json())
console.log(pm.response.json().tags[1], typeof pm.response.json())
pm.test('same twice', () => pm.expect(pm.response.json()).to.eql(pm.response.json()))
console.log(pm.response.json() === pm.response.json())
