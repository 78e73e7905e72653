/* { "owner": "Users", "location": ["Shop", "Users", "List users"] } */
console.log(pm.info.requestName, pm.execution.location.current, Array.from(pm.execution.location))
