console.log(JSON.stringify({ a: [1, undefined, () => {}], u: undefined, d: new Date(0), n: NaN }), JSON.stringify({ a: 1 }, null, 2), JSON.stringify({ a: 1, b: 2 }, ['a']), JSON.stringify(undefined), JSON.stringify('ä\u2028'))
try { const o = {}; o.o = o; JSON.stringify(o) } catch (error) { console.log(error.name, error.message.split('\n')[0]) }
try { JSON.stringify(1n) } catch (error) { console.log(error.name, error.message) }
