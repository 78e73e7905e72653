pm.visualizer.set('<h1>{{name}}</h1>', { name: 'Ada' }, { option: true })
console.log(Object.keys(pm.visualizer))
