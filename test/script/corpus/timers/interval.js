let n = 0
const id = setInterval(() => {
  n += 1
  console.log(n)
  if (n === 3) clearInterval(id)
}, 2)
