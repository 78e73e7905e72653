setTimeout((...args) => console.log('timeout', args), 1, 'a', 2)
setImmediate((...args) => console.log('immediate', args), 'b')
