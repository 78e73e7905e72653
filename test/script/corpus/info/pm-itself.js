console.log(Object.keys(pm), Object.getOwnPropertyNames(pm).filter((name) => !['vault', 'datasets', 'message'].includes(name)).sort())
console.log(String(pm), typeof pm, pm.constructor.name)
