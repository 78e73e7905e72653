/* { "environment": [{ "key": "a", "value": 1 }, { "key": "a", "value": 2 }] } */
pm.environment.set('a', 'new')
console.log(pm.environment.get('a'), pm.environment.values.map((v) => v.value))
