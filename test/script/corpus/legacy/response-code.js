console.log(responseCode.code, responseCode.name, responseCode.detail, Object.keys(responseCode))
