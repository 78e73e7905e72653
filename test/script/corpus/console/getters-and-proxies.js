console.log({ get a() { return 'got' } })
console.log(new Proxy({ a: 1 }, { get: (target, key) => (key === 'a' ? 'proxied' : target[key]) }))
