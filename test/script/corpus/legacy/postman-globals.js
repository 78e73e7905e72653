/* { "globals": { "a": "1", "b": "2" } } */
postman.setGlobalVariable('number', 5)
console.log(postman.getGlobalVariable('number'), postman.getGlobalVariable('a'))
postman.clearGlobalVariable('a')
console.log(globals.a, globals.b, globals.number)
