setTimeout(() => console.log('negative'), -5)
setTimeout(() => console.log('text'), '3')
setTimeout(() => console.log('undefined'))
setTimeout(() => console.log('NaN'), NaN)
