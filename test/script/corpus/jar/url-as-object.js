/* { "jar": [["https://api.test/", "sid=1; Path=/"]] } */
pm.cookies.jar().get(pm.request.url, 'sid', (error, value) => console.log(error, value))
