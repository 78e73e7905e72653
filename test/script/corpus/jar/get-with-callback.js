/* { "jar": [["https://api.test/", "sid=1; Path=/"]] } */
pm.cookies.jar().get('https://api.test/x', 'sid', (error, value) => console.log('get', error, value))
pm.cookies.jar().get('https://api.test/x', 'none', (error, value) => console.log('none', error, value))
console.log('first')
