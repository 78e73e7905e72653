console.log(pm.response.toJSON().code, Object.keys(pm.response.toJSON()).sort())
console.log(pm.response.id, pm.response.downloadedBytes, Object.keys(pm.response).sort())
