/* { "environment": [{ "key": "a", "value": "off", "disabled": true }] } */
pm.environment.set('a', 'new')
console.log(pm.environment.get('a'), pm.environment.has('a'), pm.environment.values.count())
