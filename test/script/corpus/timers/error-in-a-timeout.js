setTimeout(() => { throw new Error('in a timer') }, 2)
setTimeout(() => console.log('still runs'), 6)
