const { log } = console
log('taken off')
const original = console.log
console.log = (...args) => original('wrapped', ...args)
console.log('x')
console.log = original
