/* { "before": ["kept = 1"] } */
console.log(delete kept, typeof kept)
