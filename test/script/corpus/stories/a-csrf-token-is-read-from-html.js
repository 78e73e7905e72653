/* { "response": { "text": "<form><input type='hidden' name='csrf' value='t0k'></form>", "headers": { "Content-Type": "text/html" } } } */
const $ = cheerio.load(pm.response.text())
pm.environment.set('csrf', $('input[name="csrf"]').val())
pm.test('has a token', () => pm.expect(pm.environment.get('csrf')).to.have.lengthOf(3))
