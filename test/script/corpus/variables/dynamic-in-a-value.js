/* { "environment": { "id": "x-{{$randomInt}}" } } */
console.log(/^x-\d+$/.test(pm.variables.replaceIn('{{id}}')), pm.environment.get('id'), pm.variables.get('$guid'))
