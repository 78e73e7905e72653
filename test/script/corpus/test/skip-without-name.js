pm.test.skip()
pm.test.skip(null, () => {})
pm.test.skip(7)
