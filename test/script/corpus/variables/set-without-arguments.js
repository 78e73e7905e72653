try { pm.environment.set() } catch (error) { console.log(error.name, error.message) }
console.log(pm.environment.get(), pm.environment.has(), pm.environment.unset())
