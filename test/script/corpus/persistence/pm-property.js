/* { "before": ["pm.mine = 1; pm.environment.mine = 2; console.mine = 3"] } */
console.log(pm.mine, pm.environment.mine, console.mine)
