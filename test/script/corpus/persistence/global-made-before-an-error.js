/* { "before": ["kept = 1", "made = 2; kept = 3; throw new Error('late')", "made = 4; console.log(made)"] } */
console.log(typeof made, kept, 'made' in this)
