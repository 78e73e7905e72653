/* { "environment": { "Token": "a" } } */
console.log(pm.environment.get('token'), pm.environment.get('Token'), pm.environment.has('TOKEN'))
