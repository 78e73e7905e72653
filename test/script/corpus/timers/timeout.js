setTimeout(() => console.log('2'), 5)
console.log('1')
