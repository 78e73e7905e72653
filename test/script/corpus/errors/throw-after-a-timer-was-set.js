setTimeout(() => console.log('the timer'), 3)
throw new Error('first')
