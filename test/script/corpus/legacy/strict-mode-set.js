/* { "environment": { "a": 1 } } */
(function () {
  'use strict'
  try { tests.a = true } catch (error) { console.log(error.name, error.message) }
})()
