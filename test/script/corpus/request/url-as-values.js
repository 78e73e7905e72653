console.log(`${pm.request.url}`, String(pm.request.url), pm.request.url + '', JSON.parse(JSON.stringify(pm.request.url)))
