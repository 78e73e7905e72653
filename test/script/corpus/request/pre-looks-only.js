/* { "phase": "prerequest" } */
console.log(pm.request.method, pm.request.url.toString(), pm.request.headers.toObject(), pm.request.toJSON().method)
