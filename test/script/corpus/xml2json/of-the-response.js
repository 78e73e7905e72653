/* { "response": { "text": "<user id=\"7\"><name>Ada</name></user>", "headers": { "Content-Type": "application/xml" } } } */
const { user } = xml2Json(pm.response.text())
pm.test('xml', () => { pm.expect(user.name).to.equal('Ada'); pm.expect(user.$.id).to.equal('8') })
