throw new Error('first\nsecond\n  third')
