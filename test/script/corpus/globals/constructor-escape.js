console.log((() => {}).constructor('return typeof process')(), pm.constructor.constructor('return typeof process')(), [].constructor.constructor('return typeof require')())
