/* { "data": { "name": "Ada" } } */
pm.iterationData.set('name', 'Bob')
pm.iterationData.set('more', 1)
console.log(pm.iterationData.get('name'), pm.variables.get('name'), pm.variables.get('more'), data.name)
pm.iterationData.unset('name')
console.log(pm.iterationData.has('name'), pm.variables.get('name'))
