/* { "before": ["nothing = 1; const ="] } */
console.log(typeof nothing)
