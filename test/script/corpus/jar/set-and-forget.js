pm.cookies.jar().set('https://api.test/', 'a', '1')
console.log('end')
