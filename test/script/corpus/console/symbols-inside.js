console.log({ s: Symbol('in') }, [Symbol.iterator], { [Symbol('key')]: 1 })
