function environment() { return 'mine' }
console.log(environment())
