tests['passes'] = true
tests['fails'] = false
tests.text = 'x'
tests.zero = 0
tests.object = {}
tests['undefined'] = undefined
tests[''] = null
