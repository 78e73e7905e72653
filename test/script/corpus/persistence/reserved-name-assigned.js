/* { "before": ["tests = 5; responseBody = 'x'; _ = 7; pm = 1; console = 2"] } */
console.log(typeof tests, responseBody, typeof _.map, typeof pm)
