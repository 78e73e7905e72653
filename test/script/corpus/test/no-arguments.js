pm.test()
