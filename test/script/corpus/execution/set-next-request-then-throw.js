pm.execution.setNextRequest('A')
throw new Error('still')
