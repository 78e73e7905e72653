/* { "dialects": ["postman"] } */
const error = new DOMException('m', 'AbortError')
console.log(error.name, error.message, error.code, error instanceof Error)
throw error
