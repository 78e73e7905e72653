/* { "before": ["Array.prototype.second = function () { return this[1] }"] } */
console.log(typeof [].second, [1, 2].second && [1, 2].second())
