/* { "environment": { "page": 1, "seen": "[]" }, "response": { "json": { "items": [{ "id": 1 }, { "id": 2 }], "next": "/users?page=2" } } } */
const { items, next } = pm.response.json()
const seen = JSON.parse(pm.environment.get('seen')).concat(items.map(({ id }) => id))
pm.environment.set('seen', JSON.stringify(seen))
if (next) {
  pm.environment.set('page', pm.environment.get('page') + 1)
  pm.execution.setNextRequest(pm.info.requestName)
} else {
  pm.environment.unset('page')
  pm.execution.setNextRequest(null)
}
