const thing = { get value() { throw new Error('getter') } }
thing.value
