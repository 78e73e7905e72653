/* { "jar": [["http://api.test/", "sid=1; Path=/"]] } */
pm.cookies.jar().get('api.test', 'sid', (error, value) => console.log(error, value))
