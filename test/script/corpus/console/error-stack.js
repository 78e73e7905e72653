const [first] = new Error('boom').stack.split('\n')
console.log(first, typeof new Error('x').stack)
