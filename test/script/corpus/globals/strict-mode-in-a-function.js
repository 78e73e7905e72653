(function () { 'use strict'; try { leakedInside = 5; console.log('assigned') } catch (error) { console.log(error.name, error.message) } })()
