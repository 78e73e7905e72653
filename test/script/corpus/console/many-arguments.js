console.log(1, 'two', { three: 3 }, [4], null, undefined, true)
