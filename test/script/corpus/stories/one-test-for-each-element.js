/* { "response": { "json": { "users": [{ "name": "Ada", "mail": "a@x.test" }, { "name": "", "mail": "nope" }] } } } */
pm.response.json().users.forEach(({ name, mail }, index) => {
  pm.test(`user ${index} has a name`, () => pm.expect(name).to.be.a('string').and.not.empty)
  pm.test(`user ${index} has a mail address`, () => pm.expect(mail).to.match(/^\S+@\S+$/))
})
