/* { "phase": "prerequest" } */
pm.request.headers.one('accept').value = 'text/css'
pm.request.headers.one('accept').key = 'ACCEPT'
