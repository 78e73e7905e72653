/* { "before": ["leftover = 1; tests.a = true"] } */
"use sandbox2";
console.log(typeof tests, typeof _, typeof leftover)
