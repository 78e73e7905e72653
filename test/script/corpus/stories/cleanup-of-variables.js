/* { "environment": { "tmp_a": 1, "tmp_b": 2, "keep": 3 }, "globals": { "tmp_g": 1 } } */
Object.keys(pm.environment.toObject()).filter((name) => name.startsWith('tmp_')).forEach((name) => pm.environment.unset(name))
pm.globals.clear()
console.log(pm.environment.toObject())
