pm.execution.setNextRequest('Login')
