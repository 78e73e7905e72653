console.log(typeof pm.require)
pm.require('x')
