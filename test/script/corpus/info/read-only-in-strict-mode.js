'use strict'
try { pm.info.iteration = 9 } catch (error) { console.log(error.name, error.message) }
