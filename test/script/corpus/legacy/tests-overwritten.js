tests.a = false
tests.a = true
tests.b = true
delete tests.b
console.log(Object.keys(tests))
