pm.execution.location.current = 'x'
pm.execution.location = []
console.log(pm.execution.location.current, pm.execution.location.length)
