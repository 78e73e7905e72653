/* { "phase": "prerequest" } */
pm.execution.skipRequest()
pm.execution.skipRequest()
