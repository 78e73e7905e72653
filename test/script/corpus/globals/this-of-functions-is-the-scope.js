function sloppy() { return this }
console.log(sloppy() === this, typeof sloppy())
