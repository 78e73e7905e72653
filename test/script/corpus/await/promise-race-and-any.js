/* { "dialects": ["postman"] } */
const late = (value, ms) => new Promise((resolve) => setTimeout(() => resolve(value), ms))
console.log(await Promise.race([late('slow', 12), late('fast', 2)]), await Promise.any([Promise.reject(1), 2]))
