outer: for (let i = 0; i < 3; i += 1) { for (;;) { if (i === 1) break outer; continue outer } }
with ({ a: 5 }) console.log(a)
