for (let i = 0; i < 50; i += 1) pm.test(`t${i}`, () => { if (i % 10 === 3) throw new Error(`${i}`) })
