/* { "response": { "text": "{\"a\": 1,}" } } */
try { pm.response.json() } catch (error) { console.log(error.name, error.message, error instanceof Error) }
pm.test('in a test', () => pm.response.json())
pm.response.json()
