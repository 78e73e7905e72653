/* { "phase": "prerequest" } */
console.log(typeof tests, typeof request, typeof environment, typeof globals, typeof data, typeof iteration, typeof postman)
console.log(typeof responseBody, typeof responseCode, typeof responseHeaders, typeof responseTime, typeof responseCookies)
