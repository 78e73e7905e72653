throw new Error('x'.repeat(500))
