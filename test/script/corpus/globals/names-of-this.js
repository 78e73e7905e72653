/* { "dialects": ["newman"] } */
console.log(Object.keys(this).join(" "))
