/* { "before": ["check = () => { pm.test('from before', () => {}); pm.environment.set('x', 1) }"] } */
check()
