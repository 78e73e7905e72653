for (const name of ['', null, undefined, {}, './file', '../x', '/etc/passwd', 'postman-sandbox', 'lodash/fp', 'lodash3', 'chai-postman', 'axios', 'toString', '__proto__', 'sugar']) {
  try { console.log(String(name), typeof require(name)) } catch (error) { console.log(String(name), error.name, error.message) }
}
