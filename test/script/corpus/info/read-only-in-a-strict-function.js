(function () {
  'use strict'
  try { pm.info.iteration = 9; console.log('assigned') } catch (error) { console.log(error.name, error.message) }
  try { pm.request = {}; console.log('assigned') } catch (error) { console.log(error.name, error.message) }
})()
