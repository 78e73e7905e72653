let n = 0
const id = setInterval((...args) => { console.log(args); n += 1; if (n === 2) clearInterval(id) }, 2, 'x')
