try { pm.execution.skipRequest() } catch (error) { console.log(error.name, error.message) }
pm.execution.skipRequest()
