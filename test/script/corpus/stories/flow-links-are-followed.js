/* { "response": { "json": { "id": "f1", "status": "USERNAME_PASSWORD_REQUIRED", "_links": { "self": { "href": "https://auth.test/e/flows/f1" }, "usernamePassword.check": { "href": "https://auth.test/e/flows/f1" } }, "_embedded": { "user": { "id": "u1" } } } } } */
const flow = pm.response.json()
pm.test('status', () => pm.expect(flow.status).to.eql('USERNAME_PASSWORD_REQUIRED'))
pm.environment.set('flowId', flow.id)
pm.environment.set('check', flow._links['usernamePassword.check'].href)
pm.environment.set('userId', _.get(flow, '_embedded.user.id'))
_.forEach(flow._links, (link, rel) => console.log(rel, link.href))
