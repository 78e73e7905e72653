setTimeout(() => pm.environment.set('late', 1), 3)
pm.environment.set('early', 1)
