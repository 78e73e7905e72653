class Duck { quack() {} static make() {} }
pm.test('respondTo', () => pm.expect(new Duck()).to.respondTo('bark'))
pm.test('itself', () => pm.expect(Duck).itself.to.respondTo('make'))
pm.test('satisfy', () => pm.expect(1).to.satisfy((n) => n > 1))
pm.test('satisfies', () => pm.expect(2).satisfies((n) => n > 1))
