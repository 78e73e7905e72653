let pm = 1
console.log(pm)
