/* { "dialects": ["postman"] } */
for (const odd of [5, {}, [], true, { url: null }, { method: 'GET' }]) {
  try { const response = await pm.sendRequest(odd); console.log(response.code) } catch (error) { console.log(error.name, error.message) }
}
