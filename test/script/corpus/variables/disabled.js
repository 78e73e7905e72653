/* { "environment": [{ "key": "a", "value": "off", "disabled": true }, { "key": "b", "value": "on" }], "globals": { "a": "global" } } */
console.log(pm.environment.get('a'), pm.environment.has('a'), pm.variables.get('a'), pm.environment.toObject(), pm.variables.replaceIn('{{a}}'))
