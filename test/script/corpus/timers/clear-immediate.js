clearImmediate(setImmediate(() => console.log('never')))
console.log('end')
