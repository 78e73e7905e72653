/* { "data": { "a": 1 } } */
const touch = [() => tests.a, () => globals.a, () => environment.a, () => data.a, () => request.a, () => responseCookies.a, () => responseHeaders.a, () => responseTime + 1, () => responseCode.a, () => responseBody.length, () => iteration + 1, () => _.a, () => CryptoJS.a, () => tv4.a, () => xml2Json.name, () => Backbone.a, () => cheerio.a, () => atob.name, () => btoa.name]
touch.forEach((each, index) => { console.log(index); each() })
