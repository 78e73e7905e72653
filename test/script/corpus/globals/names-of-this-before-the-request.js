/* { "dialects": ["newman"], "phase": "prerequest" } */
console.log(Object.keys(this).join(" "))
