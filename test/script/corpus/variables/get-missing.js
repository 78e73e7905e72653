console.log(pm.environment.get('nope'), pm.variables.get('nope'), pm.globals.get('nope'), pm.collectionVariables.get('nope'))
console.log(pm.environment.has('nope'), pm.variables.has('nope'))
