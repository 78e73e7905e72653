console.log(hoisted(), typeof notYet, typeof assigned)
function hoisted() { return 'hoisted' }
var assigned = () => 1
if (true) { function notYet() {} }
