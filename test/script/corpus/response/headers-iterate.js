/* { "response": { "headers": [["B", "1"], ["A", "2"], ["b", "3"]] } } */
pm.response.headers.each((header) => console.log(header.key, header.value))
console.log(pm.response.headers.map((header) => header.toString()))
console.log(pm.response.headers.filter((header) => header.value > 1).map((header) => header.key))
console.log(pm.response.headers.all().length, pm.response.headers.reduce((sum, { value }) => sum + value, ''))
console.log(pm.response.headers.find(({ value }) => value === '2').key, pm.response.headers.indexOf('A'))
