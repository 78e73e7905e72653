const list = [1, 2]
pm.environment.set('number', 5)
pm.environment.set('zero', 0)
pm.environment.set('text', '')
pm.environment.set('bool', false)
pm.environment.set('list', list)
pm.environment.set('object', { a: { b: [1] } })
pm.environment.set('date', new Date(0))
console.log(typeof pm.environment.get('number'), pm.environment.get('list') === list, pm.environment.get('object'))
