const jar = pm.cookies.jar()
const attempt = (name, call) => { try { const result = call(); result && result.catch && result.catch((error) => console.log(name, 'rejected', error.message)) } catch (error) { console.log(name, error.name, error.message) } }
attempt('get without name', () => jar.get('https://api.test/', undefined, () => console.log('never')))
attempt('get without url', () => jar.get(undefined, 'a', () => console.log('never')))
attempt('unset without name', () => jar.unset('https://api.test/', 5, () => console.log('never')))
