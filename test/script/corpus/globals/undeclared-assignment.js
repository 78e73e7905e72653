leaked = 5
console.log(leaked, typeof this.leaked)
