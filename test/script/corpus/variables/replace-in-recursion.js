/* { "environment": { "a": "{{b}}", "b": "{{c}}", "c": "end", "loop": "{{loop}}", "x": "{{y}}", "y": "{{x}}", "part": "c", "combined": "{{{{part}}}}" } } */
console.log(pm.variables.replaceIn('{{a}}'), pm.variables.replaceIn('{{combined}}'))
console.log(pm.variables.replaceIn('{{loop}}'), pm.variables.replaceIn('{{x}}').length > 0)
