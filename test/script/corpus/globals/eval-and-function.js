console.log(eval('1 + 1'), new Function('a', 'return a + 1')(1), typeof eval('typeof pm'), eval('var inEval = 5; inEval'))
console.log(new Function('return typeof pm')(), new Function('return typeof console')(), (0, eval)('typeof pm'))
