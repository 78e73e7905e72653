const id = setTimeout(() => console.log('never'), 2)
clearTimeout(id)
setTimeout(() => console.log('end'), 6)
