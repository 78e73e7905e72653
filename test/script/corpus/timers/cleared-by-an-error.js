const id = setTimeout(() => console.log('runs after the error'), 4)
throw new Error(`with ${typeof id}`)
