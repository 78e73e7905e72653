/* { "dialects": ["postman"] } */
setTimeout(async () => {
  await new Promise((resolve) => setTimeout(resolve, 2))
  console.log('async')
  throw new Error('rejected in a timer')
}, 1)
