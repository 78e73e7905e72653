console.log('never)
