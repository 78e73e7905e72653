/* { "environment": [{ "key": "a", "value": 1 }, { "key": "a", "value": 2 }, { "key": "a", "value": 3, "disabled": true }] } */
console.log(pm.environment.get('a'), pm.environment.toObject(), pm.variables.replaceIn('{{a}}'), pm.environment.values.count())
