/* { "phase": "prerequest" } */
console.log(typeof pm.response, typeof responseBody, typeof responseCode, 'response' in pm)
pm.response.json()
