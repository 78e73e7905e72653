/* { "before": ["pm.environment.set('code', '1')"], "environment": { "code": "shared = { hi: () => 'hi ' + pm.info.requestName }" } } */
eval(pm.environment.get('code'))
console.log(shared.hi())
