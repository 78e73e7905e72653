console.log("one")
console.log(`two
three`.length)
