/* { "environment": { "a": 1 } } */
pm.environment.unset('a')
pm.environment.set('a', 2)
pm.environment.set('b', 1)
pm.environment.unset('b')
