const Buffer = 1
const atob = 2
console.log(Buffer, atob)
