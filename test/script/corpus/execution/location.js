/* { "location": ["Shop", "Users", "Deep", "List users"], "owner": "Deep" } */
console.log(pm.execution.location, pm.execution.location.length, pm.execution.location[0], pm.execution.location.current, Array.isArray(pm.execution.location))
console.log(pm.execution.location.join(' > '), JSON.stringify(pm.execution.location))
