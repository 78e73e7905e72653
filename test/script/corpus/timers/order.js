setTimeout(() => console.log('20'), 20)
setTimeout(() => console.log('5'), 5)
setTimeout(() => console.log('12'), 12)
console.log('0')
