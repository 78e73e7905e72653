console.log(clearTimeout(), clearTimeout(null), clearTimeout(12345), clearInterval('x'), clearImmediate({}))
