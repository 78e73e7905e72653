typeof tests
const kept = environment
console.log('nothing yet')
kept.a
