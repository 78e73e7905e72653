const jar = pm.cookies.jar()
const attempt = (name, call) => { try { call() } catch (error) { console.log(name, 'thrown', error.name, error.message) } }
const told = (name) => (error) => console.log(name, 'called', error.name, error.message)
attempt('get without name', () => jar.get('https://api.test/', undefined, told('get without name')))
attempt('get without url', () => jar.get(undefined, 'a', told('get without url')))
attempt('unset without name', () => jar.unset('https://api.test/', 5, told('unset without name')))
