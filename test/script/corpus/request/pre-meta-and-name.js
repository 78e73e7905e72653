/* { "phase": "prerequest" } */
pm.request.name = 'renamed'
pm.request.description = 'told'
