const id = setInterval(() => { console.log('interval'); clearInterval(id) }, 4)
clearTimeout(id)
