console.log('never') }
