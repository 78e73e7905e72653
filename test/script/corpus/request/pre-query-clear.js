/* { "phase": "prerequest" } */
pm.request.url.query.clear()
