console.log(function named() {}, () => {}, async () => {}, function* gen() {}, async function later() {}, class Klass {}, { f() {} })
console.log(Math.max)
