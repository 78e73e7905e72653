/* { "environment": { "n": 5, "b": true, "o": { "a": 1 }, "l": [1, 2], "z": null } } */
for (const name of ['n', 'b', 'o', 'l', 'z']) console.log(name, typeof pm.environment.get(name), pm.environment.get(name))
