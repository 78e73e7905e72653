pm.execution.setNextRequest('A')
postman.setNextRequest('B')
pm.execution.setNextRequest('C')
