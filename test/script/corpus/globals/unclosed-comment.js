console.log('a')
/* never closed
