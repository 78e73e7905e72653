pm = { test: () => console.log('mine') }
pm.test()
