/* { "fresh": true } */
Array.prototype.last = function () { return this[this.length - 1] }
String.prototype.shout = function () { return `${this.toUpperCase()}!` }
console.log([1, 2].last(), 'a'.shout(), pm.response.json().tags.last())
