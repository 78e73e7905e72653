/* { "environment": { "a": "old" } } */
pm.environment.set('a', 'old')
