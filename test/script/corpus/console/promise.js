console.log(Promise.resolve(1))
