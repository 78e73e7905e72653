/* { "answers": [{ "to": "", "text": "<html>" }] } */
pm.sendRequest('https://api.test/', (error, response) => {
  try { response.json() } catch (problem) { console.log(problem.name, problem.message) }
})
