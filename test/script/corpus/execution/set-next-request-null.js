pm.execution.setNextRequest(null)
