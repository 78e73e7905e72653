/* { "dialects": ["postman"] } */
const url = new URL('https://u:p@api.test:8443/a/b?x=1&y=ä#h')
console.log(url.host, url.pathname, url.search, url.hash, url.searchParams.get('y'), url.origin, String(url), url)
url.searchParams.append('z', '2')
url.pathname = '/new path'
console.log(url.href, URL.canParse && URL.canParse('nope'))
try { new URL('nope') } catch (error) { console.log(error.name, error.message, error.code) }
