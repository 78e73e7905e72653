pm.execution.setNextRequest('')
