/* { "before": ["counter = { n: 1 }", "counter.n += 1"] } */
counter.n += 1
console.log(counter.n)
