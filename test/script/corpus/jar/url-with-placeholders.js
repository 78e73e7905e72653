/* { "environment": { "host": "api.test" }, "jar": [["https://api.test/", "sid=1; Path=/"]] } */
pm.cookies.jar().get('https://{{host}}/', 'sid', (error, value) => console.log(error && error.message, value))
