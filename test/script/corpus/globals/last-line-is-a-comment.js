console.log('a')
// last
