pm.cookies.jar().set('https://api.test/', 'just text', (error, cookie) => console.log(error, cookie && cookie.name, cookie && cookie.value))
