/* { "environment": { "a": "1", "n": 5 }, "globals": { "g": "2" } } */
console.log(environment.a, environment['n'], globals.g, environment.missing, Object.keys(environment), 'a' in environment)
environment.a = 'changed'
globals.fresh = 1
console.log(environment.a, pm.environment.get('a'), globals.fresh, pm.globals.get('fresh'))
