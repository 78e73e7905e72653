pm.environment.set('symbol', Symbol('s'))
console.log(typeof pm.environment.get('symbol'))
