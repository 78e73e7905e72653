console.log('_0', ['_1', '1', 'u', 'n5'], { type: 'Buffer', data: [1] }, { type: 'Error', name: 'x', message: 'y' })
