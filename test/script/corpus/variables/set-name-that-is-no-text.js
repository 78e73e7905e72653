pm.environment.set(1, 'one')
pm.environment.set(true, 'yes')
pm.environment.set({ key: 'k', value: 'v' })
console.log(pm.environment.get(1), pm.environment.get('1'), pm.environment.get(null), pm.environment.has('true'), pm.environment.has(true))
