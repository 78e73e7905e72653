var request = 'mine'
var tests = 5
console.log(request, tests)
