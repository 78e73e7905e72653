/* { "phase": "prerequest" } */
function stop() { pm.execution.skipRequest(); console.log('still runs') }
stop()
