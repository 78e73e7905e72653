pm.environment.set('request', pm.request)
pm.environment.set('url', pm.request.url)
pm.environment.set('headers', pm.response.headers)
console.log(typeof pm.environment.get('request'), pm.environment.get('url') === pm.request.url)
