console.log({ a: undefined, b: null }, [undefined, , null], { n: NaN, i: -Infinity })
