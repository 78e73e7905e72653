console.log(new Number(5), new String('s'), new Boolean(false), Object(Symbol('x')) instanceof Symbol)
