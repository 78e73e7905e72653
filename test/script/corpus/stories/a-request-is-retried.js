/* { "environment": { "tries": "2" }, "response": { "code": 202, "status": "Accepted", "json": { "status": "PENDING" } } } */
const tries = parseInt(pm.environment.get('tries') || '0', 10)
if (pm.response.json().status === 'PENDING' && tries < 5) {
  pm.environment.set('tries', tries + 1)
  setTimeout(() => postman.setNextRequest(request.name), 5)
} else {
  pm.environment.unset('tries')
  pm.test('is done', () => pm.expect(pm.response.json().status).to.equal('DONE'))
}
