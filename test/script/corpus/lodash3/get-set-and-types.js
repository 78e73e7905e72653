var o = { a: [{ b: { c: 3 } }] }
console.log(_.get(o, 'a[0].b.c'), _.set({}, 'x.y', 1), _.has(o, 'a[0].b'), _.isPlainObject(o), _.isString('x'), _.isEmpty({}), _.cloneDeep(o), _.keys(o), _.isNaN(NaN), _.random(5, 5))
