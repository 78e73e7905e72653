for (const name of ['A', 'b']) console.log(pm.response.headers.members.some(({ key }) => key === name))
console.log(pm.response.headers.reference['content-type'].value, Object.keys(pm.response.headers.reference))
