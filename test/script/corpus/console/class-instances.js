class Point { constructor() { this.x = 1 } get y() { return 2 } sum() { return 3 } }
class WithJson { toJSON() { return { told: true } } }
console.log(new Point(), new WithJson(), Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } }))
