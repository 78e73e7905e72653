/* { "response": { "code": 429, "status": "Too Many Requests", "json": {} } } */
for (const name of ['info', 'success', 'redirection', 'clientError', 'serverError', 'error', 'ok', 'accepted', 'badRequest', 'unauthorized', 'forbidden', 'notFound', 'notAcceptable', 'rateLimited']) {
  pm.test(name, () => pm.response.to.be[name])
  pm.test(`not ${name}`, () => pm.response.to.not.be[name])
}
