/* { "environment": { "a": "A" } } */
console.log(pm.variables.replaceIn({ x: '{{a}}', y: ['{{a}}', { z: '{{a}}!' }], n: 5, '{{a}}': 1 }))
console.log(pm.variables.replaceIn(['{{a}}']), pm.variables.replaceIn(5), pm.variables.replaceIn(null), pm.variables.replaceIn(undefined), pm.variables.replaceIn(true))
