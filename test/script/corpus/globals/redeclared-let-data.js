let data = [1]
console.log(data)
