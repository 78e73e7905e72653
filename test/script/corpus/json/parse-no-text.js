for (const value of [undefined, null, 5, true, {}, [], Buffer.from('{"a":1}')]) {
  try { console.log(JSON.parse(value)) } catch (error) { console.log(error.name, error.message) }
}
