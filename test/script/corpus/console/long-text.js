console.log('x'.repeat(5000).length, 'y'.repeat(2000))
