/* { "iteration": 2, "iterations": 5, "item": { "id": "abc", "name": "Get it" } } */
console.log(pm.info.eventName, pm.info.iteration, pm.info.iterationCount, pm.info.requestName, pm.info.requestId)
console.log(typeof pm.info.iteration, Object.keys(pm.info))
