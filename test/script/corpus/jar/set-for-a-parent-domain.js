const jar = pm.cookies.jar()
jar.set('https://deep.api.test/', 'a=1; Domain=api.test; Path=/', (error) => {
  console.log(error)
  jar.get('https://api.test/', 'a', (_error, value) => console.log('parent', value))
})
