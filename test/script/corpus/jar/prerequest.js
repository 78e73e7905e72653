/* { "phase": "prerequest" } */
const jar = pm.cookies.jar()
jar.set('https://api.test/', 'pre', '1', () => jar.getAll('https://api.test/', (e, all) => console.log(all.toObject())))
