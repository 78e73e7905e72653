console.log(Object.getOwnPropertyNames(pm.execution).filter((name) => name !== 'runRequest').sort(), typeof pm.execution.setNextRequest)
