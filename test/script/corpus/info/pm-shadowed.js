{ const pm = { a: 1 }; console.log(pm.a) }
(function (pm) { console.log(pm) })(2)
console.log(typeof pm.test)
