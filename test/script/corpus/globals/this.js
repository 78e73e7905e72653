console.log(typeof this, this === undefined, ['pm', 'console', 'tests', '_', 'JSON', 'setTimeout', 'leaked'].map((name) => name in this))
console.log((function () { return typeof this })(), (function () { 'use strict'; return typeof this })(), (() => typeof this)())
