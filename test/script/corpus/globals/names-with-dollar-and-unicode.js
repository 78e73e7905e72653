const $ = 1, π = 3.14, ünï = 2
console.log($, π, ünï)
