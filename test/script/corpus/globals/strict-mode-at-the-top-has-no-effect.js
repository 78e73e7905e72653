'use strict'
leakedAtTheTop = 1
pm.info.iteration = 9
console.log(leakedAtTheTop, pm.info.iteration, (function () { return typeof this })())
