const bare = Object.create(null)
bare.a = 1
console.log(bare)
