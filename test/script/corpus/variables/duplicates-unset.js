/* { "environment": [{ "key": "a", "value": 1 }, { "key": "a", "value": 2 }] } */
pm.environment.unset('a')
console.log(pm.environment.has('a'), pm.environment.get('a'), pm.environment.values.count())
