setTimeout(() => pm.execution.setNextRequest('Late'), 3)
