/* { "before": ["JSON = 5; Math.mine = 1; Object.mine = 2"] } */
console.log(typeof JSON, Math.mine, Object.mine)
