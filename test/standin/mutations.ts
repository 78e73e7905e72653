import { cook, type Kitchen, type Recipe } from './recipe.ts'

/** Changes a good request in one place. */
export type Mutation = (recipe: Recipe, kitchen: Kitchen) => Recipe | Promise<Recipe>

type Fields = Readonly<Record<string, string | undefined>>

/** Sets parameters of the URL; `undefined` takes one out. */
export function query(changes: Fields): Mutation {
  return (recipe) => ({ ...recipe, query: present({ ...recipe.query, ...changes }) })
}

/** Sets parameters of the form. */
export function form(changes: Fields): Mutation {
  return (recipe) => ({ ...recipe, form: present({ ...recipe.form, ...changes }) })
}

/** Sets attributes of the body; `undefined` takes one out. */
export function json(changes: object): Mutation {
  return (recipe) => ({ ...recipe, json: { ...recipe.json, ...changes } })
}

/** Sets claims of the JWT; `undefined` takes one out. Times are seconds from now. */
export function claims(changes: Readonly<Record<string, unknown>>): Mutation {
  return jwt(({ claims: old }, { clock }) => {
    const now = Math.floor(clock.now() / 1000)
    const moved = Object.entries(changes).map(([name, value]) => {
      const isTime = ['exp', 'nbf'].includes(name) && typeof value === 'number'
      return [name, isTime ? now + value : value] as const
    })
    return { claims: { ...old, ...Object.fromEntries(moved) } }
  })
}

type Jwt = NonNullable<Recipe['jwt']>

/** Changes how the JWT is made. */
export function jwt(change: (old: Jwt, kitchen: Kitchen) => Partial<Jwt>): Mutation {
  return (recipe, kitchen) =>
    recipe.jwt === undefined ? recipe : { ...recipe, jwt: { ...recipe.jwt, ...change(recipe.jwt, kitchen) } }
}

/** Changes anything else. */
export function request(changes: Partial<Recipe>): Mutation {
  return (recipe) => ({ ...recipe, ...changes })
}

/** Leaves something out. */
export function without(name: 'basic' | 'token'): Mutation {
  return ({ [name]: _left, ...recipe }) => recipe
}

/** Sends JSON instead of the form. */
export function asJson(body: object): Mutation {
  return ({ form: _form, ...recipe }) => ({ ...recipe, json: body })
}

/** Sends it elsewhere. */
export function path(change: (old: string, kitchen: Kitchen) => string): Mutation {
  return (recipe, kitchen) => ({ ...recipe, path: change(recipe.path, kitchen) })
}

/** Sends it as another application. */
export function client(id: string, secret = 'a-secret-of-the-tests-not-a-real-one-0001'): Mutation {
  return request({ basic: [id, secret] })
}

/** Sends it once before. */
export const replayed: Mutation = async (recipe, kitchen) => {
  await cook(kitchen, recipe)
  return recipe
}

/** Lets time go by first. */
export function later(ms: number): Mutation {
  return (recipe, { clock }) => {
    clock.advance(ms)
    return recipe
  }
}

/** Sends it with the token of another application. */
export function bearer(id: string): Mutation {
  return async (recipe, kitchen) => {
    const basic = [id, 'a-secret-of-the-tests-not-a-real-one-0001'] as const
    const form = { grant_type: 'client_credentials' }
    const answer = await kitchen.send('POST', `/${kitchen.env}/as/token`, { basic, form })
    return { ...recipe, token: String(Reflect.get(Object(answer.body), 'access_token')) }
  }
}

function present(fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}
