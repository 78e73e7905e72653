/* { "fresh": true } */
Math.random = () => 0.5
Date.now = () => 0
console.log(Math.random(), Date.now(), pm.variables.replaceIn('{{$timestamp}}').length)
