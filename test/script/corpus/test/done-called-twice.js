pm.test('twice', (done) => { done(); done(new Error('second')) })
