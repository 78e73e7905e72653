new Promise((resolve) => setTimeout(() => resolve('done'), 3)).then((text) => { console.log(text); pm.environment.set('a', text) })
console.log('first')
