console.log(JSON.stringify(pm.request.url), JSON.stringify(pm.info), JSON.stringify(new Error('x')), JSON.stringify(pm.response.headers))
