pm.environment.set('big', 10n)
console.log(typeof pm.environment.get('big'))
