console.log(pm.request.body, pm.request.body && pm.request.body.raw)
pm.request.body.raw
