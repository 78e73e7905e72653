try { pm.expect({ a: 1 }, 'm').to.eql({ a: 2 }) } catch (error) {
  console.log(error.name, error.message, error.actual, error.expected, error.showDiff, error.operator, error instanceof Error)
}
try { pm.expect(1).to.be.ok.and.equal(2) } catch (error) { console.log(Object.keys(error).sort().join()) }
