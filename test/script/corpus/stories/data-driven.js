/* { "data": { "user": "ada", "code": 403, "note": "" }, "iteration": 1, "iterations": 3, "response": { "code": 401, "status": "Unauthorized", "json": { "error": "x" } } } */
const code = pm.iterationData.get('code')
pm.test(`[${pm.info.iteration + 1}/${pm.info.iterationCount}] ${data.user} gets ${code}`, () => pm.response.to.have.status(code))
if (pm.info.iteration === pm.info.iterationCount - 1) pm.execution.setNextRequest(null)
