for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
  try { pm.environment.set(name, 1); console.log(name, pm.environment.get(name)) } catch (error) { console.log(name, error.name) }
}
