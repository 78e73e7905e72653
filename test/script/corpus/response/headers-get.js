/* { "response": { "headers": [["X-One", "1"], ["x-two", "a"], ["X-Two", "b"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]] } } */
const { headers } = pm.response
console.log(headers.get('x-one'), headers.get('X-TWO'), headers.get('missing'), headers.get('set-cookie'))
console.log(headers.has('X-ONE'), headers.has('nope'), headers.has('x-two', 'a'), headers.has('x-two', 'z'))
console.log(headers.one('x-two').value, headers.count(), headers.idx(0).key)
