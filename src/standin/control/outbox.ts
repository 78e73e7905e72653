import { type Endpoint, json, noContent } from '../endpoint.ts'

/** GET `/standin/outbox`: the notifications, newest last; every parameter of the query must be equal to the property of its name. */
export const readOutbox: Endpoint = ({ world, query }) => {
  const wanted = [...query]
  return json(
    world.outbox
      .rows()
      .filter((message) => wanted.every(([name, value]) => String(Reflect.get(message, name)) === value)),
  )
}

/** DELETE `/standin/outbox`: quotas and cool-downs of messages begin anew. */
export const clearOutbox: Endpoint = ({ world }) => {
  world.outbox.replace([])
  for (const { deliveries } of world.environments.rows()) deliveries.replace([])
  return noContent()
}
