const jar = pm.cookies.jar()
jar.set('https://api.test/', 'fresh', '1', () => console.log(pm.cookies.has('fresh'), pm.cookies.jar() === jar))
