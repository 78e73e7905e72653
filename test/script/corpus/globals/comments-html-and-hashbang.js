// a comment at the end without newline follows
console.log('x') // trailing
/* block */ console.log('y')
<!-- html comment
console.log('z')
