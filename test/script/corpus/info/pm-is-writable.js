pm.mine = 1
pm.info = null
pm.variables = undefined
console.log(pm.mine, pm.info.eventName, typeof pm.variables.get)
