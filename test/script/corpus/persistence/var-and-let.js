/* { "before": ["var a = 1; let b = 2; const c = 3; function f() {}"] } */
console.log(typeof a, typeof b, typeof c, typeof f)
