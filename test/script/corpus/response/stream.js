console.log(Buffer.isBuffer(pm.response.stream), pm.response.stream.toString('utf8').slice(0, 8), pm.response.stream[0])
