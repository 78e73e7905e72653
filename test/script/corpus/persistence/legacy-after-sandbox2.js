/* { "before": ["\"use sandbox2\";\nmine = 1"] } */
console.log(typeof tests, typeof _, typeof mine)
