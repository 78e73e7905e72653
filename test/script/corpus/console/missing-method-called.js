console.table([{ a: 1 }])
