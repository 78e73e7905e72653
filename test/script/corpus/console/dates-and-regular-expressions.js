console.log(new Date(0), [new Date(86400000)], { at: new Date(1) })
console.log(/a+/gi, { r: /x/ })
