/* { "answers": [{ "to": "/1", "json": { "next": "2" } }, { "to": "/2", "json": { "end": true } }] } */
pm.sendRequest('https://api.test/1', (_error, one) => {
  pm.sendRequest(`https://api.test/${one.json().next}`, (_e, two) => {
    console.log(two.json())
    pm.environment.set('end', two.json().end)
  })
})
