pm.response.code = 500
pm.response.mine = 1
console.log(pm.response.code, pm.response.mine)
pm.response = null
console.log(pm.response === null, pm.response.code)
