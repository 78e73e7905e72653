/* { "environment": { "host": "api.test", "t": "T" } } */
pm.sendRequest({ url: 'https://{{host}}/{{missing}}', header: { A: 'Bearer {{t}}' } }, (error, response) => console.log(response.code))
