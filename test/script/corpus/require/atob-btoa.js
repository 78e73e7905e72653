const atob2 = require('atob'), btoa2 = require('btoa')
console.log(typeof atob2, atob2('aGk='), typeof btoa2, btoa2('hi'))
