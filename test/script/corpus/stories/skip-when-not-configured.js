/* { "phase": "prerequest" } */
if (!pm.environment.has('base')) {
  console.warn('base is not set: skipping', pm.info.requestName)
  pm.execution.skipRequest()
}
