const circular = { name: 'c' }
circular.self = circular
pm.environment.set('circular', circular)
