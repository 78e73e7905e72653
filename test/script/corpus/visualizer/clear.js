pm.visualizer.set('a', { a: 1 })
console.log(pm.visualizer.clear())
