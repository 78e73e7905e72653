const object = { a: 1 }
pm.environment.set('o', object)
object.a = 2
console.log(pm.environment.get('o').a)
