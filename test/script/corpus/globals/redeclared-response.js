const response = pm.response.json()
const jsonData = response
let body = 1, res = 2, test = 3, expect = 4
console.log(response.id, body + res + test + expect)
