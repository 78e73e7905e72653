/* { "phase": "prerequest" } */
console.log(typeof postman.getResponseHeader, typeof postman.getResponseCookie, typeof postman.setNextRequest)
postman.getResponseHeader('a')
