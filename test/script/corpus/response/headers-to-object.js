/* { "response": { "headers": [["B", "1"], ["A", "2"], ["b", "3"]] } } */
console.log(pm.response.headers.toObject(), pm.response.headers.toObject(true), pm.response.headers.toObject(false, true))
console.log(pm.response.headers.toObject(false, true, true), pm.response.headers.toJSON(), pm.response.headers.toString())
