pm.cookies.jar().set('https://api.test/', 'a=1; Domain=other.test', (error, cookie) => console.log(error && error.message, cookie))
