console.log(pm.execution.setNextRequest(5))
