/* { "jar": [["https://api.test/", "sid=1; Path=/"], ["https://api.test/", "long=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT"]] } */
pm.cookies.jar().getAll('https://api.test/', (error, cookies) => {
  console.log(cookies.map(({ name, expires, maxAge }) => [name, expires && new Date(expires).toISOString(), maxAge]))
})
