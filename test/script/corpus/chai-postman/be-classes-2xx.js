for (const name of ['info', 'success', 'redirection', 'clientError', 'serverError', 'error', 'ok', 'accepted', 'withoutContent', 'badRequest', 'unauthorized', 'unauthorised', 'forbidden', 'notFound', 'notAcceptable', 'rateLimited']) {
  pm.test(name, () => pm.response.to.be[name])
}
