console.log(console.log('inner'), console.error('e'))
