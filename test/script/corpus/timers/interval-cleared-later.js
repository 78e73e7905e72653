const id = setInterval(() => {}, 2)
setTimeout(() => { clearInterval(id); console.log('cleared') }, 8)
