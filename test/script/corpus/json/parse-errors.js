for (const text of ['', ' ', '{', '{"a":1,}', "{'a':1}", '{a:1}', '[1,]', 'undefined', 'NaN', '{"a":1} x', '{"a" 1}', '"open', '\t\n{"a":\n  bad\n}', '[1 2]', '01', 'tru', '{"a":1', '"\u0001"']) {
  try { console.log(JSON.parse(text)) } catch (error) { console.log(JSON.stringify(text), error.name, error.message) }
}
