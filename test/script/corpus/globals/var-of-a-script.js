var declared = 1
console.log(declared, typeof this.declared)
