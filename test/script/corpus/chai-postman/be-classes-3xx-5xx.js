/* { "response": { "code": 503, "status": "Service Unavailable", "json": {} } } */
for (const name of ['redirection', 'serverError', 'error', 'clientError', 'success']) pm.test(name, () => pm.response.to.be[name])
