const twice = 1
const twice = 2
