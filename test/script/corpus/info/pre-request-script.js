/* { "phase": "prerequest" } */
console.log(pm.info.eventName, pm.info.iteration, pm.info.iterationCount, pm.info.requestName)
