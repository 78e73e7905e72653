for (const name of ['getRaw', 'getOAuth1BaseUrl', 'addQueryParams', 'removeQueryParams']) {
  try { console.log(name, typeof pm.request.url[name], pm.request.url[name] && String(pm.request.url[name]())) } catch (error) { console.log(name, error.message) }
}
