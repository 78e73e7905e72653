console.log(typeof arguments)
