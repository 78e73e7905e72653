const jar = pm.cookies.jar()
try {
  jar.set('https://api.test/', 'a', '', (error, cookie) => console.log(error && error.message, cookie && [cookie.name, cookie.value]))
} catch (error) { console.log(error.message) }
