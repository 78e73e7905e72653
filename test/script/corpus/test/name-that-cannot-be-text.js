pm.test(Symbol('s'), () => {})
pm.test(Object.create(null), () => {})
