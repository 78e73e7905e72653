// The marker counts only at the very beginning.
"use sandbox2";
console.log(typeof tests, typeof _)
