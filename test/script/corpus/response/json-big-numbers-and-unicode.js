/* { "response": { "text": "{\"n\": 12345678901234567890, \"e\": 1e400, \"u\": \"\\u00e9\\ud83d\\ude00\", \"__proto__\": {\"x\": 1}}" } } */
const body = pm.response.json()
console.log(body.n, body.e, body.u, Object.keys(body), body.x)
