/* { "phase": "prerequest" } */
pm.request.url.path.push('more')
pm.request.url.path[0] = 'people'
