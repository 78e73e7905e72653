/* { "data": { "name": "Ada", "n": 1 }, "iteration": 3 } */
console.log(data.name, data['n'], data.missing, iteration, typeof iteration, Object.keys(data))
