console.log(typeof setTimeout(() => {}, 1), typeof setInterval, typeof setImmediate(() => {}))
const a = setTimeout(() => {}, 1)
const b = setTimeout(() => {}, 1)
console.log(b - a)
