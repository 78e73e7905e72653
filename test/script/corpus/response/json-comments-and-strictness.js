/* { "response": { "text": "{\"a\": 1, /* c *\u002f \"b\": NaN}" } } */
try { console.log(pm.response.json()) } catch (error) { console.log(error.message) }
