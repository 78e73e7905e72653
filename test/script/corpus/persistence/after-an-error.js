/* { "before": ["before = 1; throw new Error('x')"] } */
console.log(typeof before)
