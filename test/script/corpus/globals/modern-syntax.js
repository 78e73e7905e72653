class P { #x = 1; static s = 2; get x() { return this.#x } static { this.t = 3 } }
const { a, ...rest } = { a: 1, b: 2 }
console.log(new P().x, P.s, P.t, rest, null ?? 'x', undefined?.y, 2 ** 3, 1_000, [3, 1].toSorted(), [1].at(-1), 'a-a'.replaceAll('a', 'b'), Object.fromEntries([['k', 1]]))
let n; n ??= 5; n ||= 6; n &&= 7
console.log(n, Array.from({ length: 2 }, (_v, i) => i), [1, [2, [3]]].flat(Infinity), Object.hasOwn({ k: 1 }, 'k'), structuredSort([2, 1]))
function structuredSort(list) { return list.toReversed() }
