let n = 0
const id = setInterval(() => {
  n += 1
  if (n === 3) clearInterval(id)
  throw new Error(`interval ${n}`)
}, 2)
