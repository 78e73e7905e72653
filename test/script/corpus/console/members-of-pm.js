const members = []
for (const name in pm) members.push(name)
console.log(members.sort(), pm.test, pm.sendRequest, pm.execution.setNextRequest)
