/* { "data": { "name": "Ada", "age": 36, "tags": ["a"], "nothing": null } } */
console.log(pm.iterationData.get('name'), pm.iterationData.get('age'), pm.iterationData.get('tags'), pm.iterationData.get('nothing'), pm.iterationData.has('x'))
console.log(pm.iterationData.toObject(), pm.iterationData.toJSON().values?.length)
console.log(pm.variables.get('name'), pm.variables.replaceIn('{{name}} {{age}}'))
