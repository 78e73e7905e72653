/* { "phase": "prerequest" } */
setTimeout(() => { console.log('timer'); pm.execution.skipRequest() }, 2)
setTimeout(() => console.log('never'), 40)
