/* { "phase": "prerequest", "jar": [["https://api.test/", "sid=1; Path=/"]] } */
console.log(pm.cookies.count(), pm.cookies.get('sid'), typeof pm.cookies.jar)
