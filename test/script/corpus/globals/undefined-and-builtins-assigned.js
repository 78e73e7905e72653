/* { "fresh": true } */
undefined = 1
NaN = 2
console.log(undefined, NaN)
setTimeout = 5
console.log(typeof setTimeout)
