/* { "request": { "method": "GET", "url": "https://user:secret@api.test:8443/v1/users/:id?a=1&b=&c#frag" } } */
const { url } = pm.request
console.log(url.protocol, url.host, url.port, url.path, url.hash, url.auth)
console.log(url.getHost(), url.getPath(), url.getPathWithQuery(), url.getQueryString(), url.getRemote(), url.getRemote(true), url.toString(true))
