console.log('start')
tests.a = true
tests.b = true
environment.x
environment.y
globals.x
console.log('end')
