/* { "dialects": ["postman"] } */
const controller = new AbortController()
controller.signal.addEventListener('abort', () => console.log('aborted', controller.signal.reason.name))
controller.abort()
console.log(controller.signal.aborted, AbortSignal.abort('why').reason)
