/* { "phase": "prerequest" } */
pm.request.update('https://updated.test/a')
