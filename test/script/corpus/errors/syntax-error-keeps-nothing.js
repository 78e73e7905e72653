pm.environment.set('never', 1)
let x = {
