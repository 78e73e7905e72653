pm.info.requestName = 'other'
pm.info.mine = 1
console.log(pm.info.requestName, pm.info.mine, JSON.stringify(pm.info), Object.getOwnPropertyNames(pm.info).sort())
delete pm.info.iteration
console.log(pm.info.iteration)
