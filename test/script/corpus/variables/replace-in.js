/* { "environment": { "host": "api.test", "nested": "{{host}}/x", "n": 5, "o": { "a": 1 }, "l": [1, 2], "z": null, "e": "" } } */
console.log(pm.variables.replaceIn('https://{{host}}/{{missing}}/{{n}}'), pm.environment.replaceIn('{{nested}}'))
console.log(pm.variables.replaceIn('{{o}} {{l}} {{z}}|{{e}}|'), pm.globals.replaceIn('{{host}}'))
