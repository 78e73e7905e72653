const list = [1, 2]
list.extra = 'x'
console.log(list, [1, , 3])
