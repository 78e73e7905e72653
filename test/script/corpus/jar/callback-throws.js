/* { "jar": [["https://api.test/", "sid=1; Path=/"]] } */
pm.cookies.jar().get('https://api.test/', 'sid', () => { throw new Error('in the callback') })
