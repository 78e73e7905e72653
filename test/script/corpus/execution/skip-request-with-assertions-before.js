/* { "phase": "prerequest" } */
pm.test('before', () => {})
pm.execution.setNextRequest('X')
pm.execution.skipRequest()
