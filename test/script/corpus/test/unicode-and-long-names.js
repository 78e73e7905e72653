pm.test('Ünïcode ✓ 日本 \u{1F600}', () => {})
pm.test('line\nbreak\ttab', () => {})
pm.test('x'.repeat(300), () => {})
