/* { "environment": { "a": "A", "a b": "space", "{x": "brace" } } */
console.log(['{{ a }}', '{{a', '{a}', '{{{a}}}', '{{}}', '{{a b}}', '{{a}}{{a}}', '{{{{a}}}}', '{{a\n}}', '{{{x}}'].map((text) => pm.variables.replaceIn(text)))
