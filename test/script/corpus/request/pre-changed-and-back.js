/* { "phase": "prerequest" } */
pm.request.method = 'POST'
pm.request.method = 'GET'
