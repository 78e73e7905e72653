if (true) {
  console.log('never')
