async function f() { return 5 }
f().then((value) => console.log(value))
