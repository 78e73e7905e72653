/* { "dialects": ["postman"] } */
(async () => {
  await new Promise((resolve) => setTimeout(resolve, 2))
  console.log('inside')
  throw new Error('in the iife')
})()
