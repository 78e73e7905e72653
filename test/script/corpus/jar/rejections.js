/* { "dialects": ["postman"] } */
const jar = pm.cookies.jar()
for (const call of [() => jar.get('', 'a'), () => jar.get('https://api.test/', 1), () => jar.getAll(null), () => jar.set('https://api.test/'), () => jar.getAll('https://api.test/', 5), () => jar.clear(7), () => jar.unset('https://api.test/')]) {
  try { await call(); console.log('fine') } catch (error) { console.log(error.name, error.message) }
}
