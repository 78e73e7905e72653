pm.execution.setNextRequest('A')
pm.execution.setNextRequest(undefined)
