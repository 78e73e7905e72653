const shared = { a: 1 }
console.log({ one: shared, two: shared }, [shared, shared])
