/* { "before": ["this.mine = 1; (function () { this.yours = 2 })()"] } */
console.log(typeof mine, typeof this.mine, typeof yours)
