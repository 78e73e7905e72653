const until = Date.now() + 10
while (Date.now() < until) {}
setTimeout(() => console.log('after'), 1)
