const found = [['String', 'has'], ['String', 'capitalize'], ['String', 'first'], ['String', 'each'], ['Array', 'first'], ['Array', 'last'], ['Array', 'unique'], ['Array', 'sum'], ['Number', 'times'], ['Number', 'format'], ['Date', 'format'], ['Object', 'extended'], ['Function', 'delay']].map(([type, name]) => {
  const owner = eval(type)
  return `${type} ${name} ${typeof owner.prototype[name]} ${typeof owner[name]}`
})
console.log(found)
