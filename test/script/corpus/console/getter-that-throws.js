console.log({ get a() { throw new Error('no') } })
console.log('never')
