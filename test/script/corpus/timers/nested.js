setTimeout(() => {
  console.log('one')
  setTimeout(() => {
    console.log('two')
    setImmediate(() => console.log('three'))
  }, 2)
}, 2)
