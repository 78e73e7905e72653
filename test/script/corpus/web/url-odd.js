/* { "dialects": ["postman"] } */
for (const text of ['http://ä.test/ü?q=ö#ß', 'https://a.test:443/../b/./c', '//no-base', 'mailto:a@b.c', 'http://1.2.3/', 'http://a b/', 'http://[::1]:80/', 'data:text/plain,x y', 'HTTP://A.TEST?a=\'"<>`{}|^&b=%zz+%20']) {
  try { console.log(new URL(text).href) } catch (error) { console.log(text, error.name, error.message, error.code, error.input) }
}
console.log(new URL('../x?y', 'http://a.test/b/c').href, URL.canParse('x', 'http://a'), URL.parse('nope'), URL.parse('http://a').constructor === URL)
console.log(URL.name, URLSearchParams.name, new URL('http://a') instanceof URL, new URLSearchParams('a=1&b=2&a=3').size)
