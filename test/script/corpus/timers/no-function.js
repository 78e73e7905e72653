console.log(setTimeout('console.log(1)', 1), setTimeout(), setTimeout(null, 1), setImmediate(5), setInterval({}, 1))
