/* { "phase": "prerequest" } */
pm.request.mine = 1
pm.request.url.mine = 2
