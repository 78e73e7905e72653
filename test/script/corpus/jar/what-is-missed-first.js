/* { "dialects": ["newman"] } */
const jar = pm.cookies.jar()
const tries = [
  () => jar.get('http://api.test'),
  () => jar.get('http://api.test', 5),
  () => jar.get('', 5),
  () => jar.getAll('http://api.test', 'options'),
  () => jar.getAll('http://api.test', 'options', () => {}),
  () => jar.getAll(''),
  () => jar.unset('http://api.test'),
]
for (const attempt of tries) {
  try {
    console.log(attempt())
  } catch (error) {
    console.log(error.name, error.message)
  }
}
