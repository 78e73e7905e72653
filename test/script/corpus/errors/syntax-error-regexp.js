/[/.test('x')
