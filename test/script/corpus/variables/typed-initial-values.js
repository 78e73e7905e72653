/* { "environment": [{ "key": "n", "value": "5", "type": "number" }, { "key": "b", "value": "false", "type": "boolean" }, { "key": "j", "value": "{\"a\":1}", "type": "json" }, { "key": "s", "value": 5, "type": "string" }, { "key": "any", "value": [1], "type": "any" }] } */
for (const name of ['n', 'b', 'j', 's', 'any']) console.log(name, typeof pm.environment.get(name), pm.environment.get(name))
