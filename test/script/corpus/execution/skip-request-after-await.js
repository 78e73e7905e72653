/* { "phase": "prerequest", "dialects": ["postman"] } */
await new Promise((resolve) => setTimeout(resolve, 2))
pm.execution.skipRequest()
