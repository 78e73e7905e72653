/* { "before": ["kept = 5; console.log('not recorded')"] } */
console.log(typeof kept, typeof kept === 'number' && kept)
