/* { "dialects": ["postman"] } */
const jar = pm.cookies.jar()
const attempt = (name, call) => { try { call() } catch (error) { console.log(name, error.name, error.message) } }
attempt('get', () => jar.get('https://api.test/', 'a', 'no function'))
attempt('getAll', () => jar.getAll('https://api.test/', {}, null))
