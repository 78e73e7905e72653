console.log(pm.environment.set('a', 1), pm.environment.unset('a'), pm.environment.clear(), pm.globals.set('g', 1))
