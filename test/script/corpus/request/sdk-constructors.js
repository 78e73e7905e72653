const sdk = require('postman-collection')
console.log(pm.request instanceof sdk.Request, pm.request.url instanceof sdk.Url, sdk.Header.isHeader(pm.request.headers.idx(0)), sdk.HeaderList.isHeaderList(pm.request.headers))
console.log(pm.response instanceof sdk.Response, sdk.VariableScope.isVariableScope(pm.environment))
