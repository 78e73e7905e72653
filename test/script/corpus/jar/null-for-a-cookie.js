pm.cookies.jar().set('http://api.test', null, (error, cookie) => console.log(error.name, error.message, cookie))
