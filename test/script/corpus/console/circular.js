const object = { name: 'o' }
object.self = object
const list = [1]
list.push(list)
console.log(object, list)
