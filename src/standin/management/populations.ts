import { randomUUID } from 'node:crypto'
import { check, flag, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Population } from '../user-records.ts'
import { becomesDefault, type Draft, home, isTaken, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, Population. */
const SHAPE = {
  name: text({ maximum: 256 }),
  description: optional(text()),
  preferredLanguage: optional(text()),
  default: optional(flag()),
}

/** `/populations`. */
export const populations: Resource<Population> = {
  plural: 'populations',
  param: 'populationID',
  table: (scene) => scene.environment.populations,
  href: (scene) => `${home(scene)}/populations`,
  make: makePopulation,
  view: (population, self, scene) => ({
    _links: links({ self, environment: home(scene), theme: `${home(scene)}/themes/${scene.environment.themeId}` }),
    id: population.id,
    environment: { id: scene.environment.id },
    name: population.name,
    description: population.description,
    userCount: usersIn(population, scene),
    createdAt: population.createdAt,
    updatedAt: population.updatedAt,
    preferredLanguage: population.preferredLanguage,
    theme: { id: scene.environment.themeId },
    default: population.default,
  }),
}

/** The default population and populations with users stay. */
export function keepUsedPopulation(population: Population, scene: Scene): void {
  if (population.default) throw invalidValue('default', 'The default population cannot be deleted.')
  if (usersIn(population, scene) > 0) throw invalidValue('id', 'The population has users.')
}

function usersIn(population: Population, { environment }: Scene): number {
  return environment.users.rows().filter((user) => user.populationId === population.id).length
}

function makePopulation(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: Population,
): Population {
  const checked = check(SHAPE, posted)
  const { name, description, preferredLanguage = 'en' } = checked
  const { populations: all } = environment
  if (isTaken(all, current, (population) => population.name === name)) {
    throw duplicate('name', 'A population with this name already exists.')
  }
  const isDefault = becomesDefault(all, current, checked.default)
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name,
    ...(description === undefined ? {} : { description }),
    default: isDefault,
    preferredLanguage,
  }
}
