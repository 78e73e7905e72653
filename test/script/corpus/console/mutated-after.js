const object = { a: 1 }
console.log(object)
object.a = 2
