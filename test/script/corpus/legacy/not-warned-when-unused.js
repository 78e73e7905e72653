console.log('no warnings')
