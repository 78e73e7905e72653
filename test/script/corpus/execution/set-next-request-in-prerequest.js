/* { "phase": "prerequest" } */
pm.execution.setNextRequest('After')
