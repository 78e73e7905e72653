import type { RequestTemplate } from '../../model/collection.ts'
import type { ConsoleLevel } from '../../model/event.ts'
import type { Mutation } from '../../model/scope.ts'
import type { Answer, Question, ScriptInput } from '../messages.ts'
import { makeConsole } from './console.ts'
import { PostmanCookieJar } from './cookie-jar.ts'
import { watchDeprecated } from './deprecation.ts'
import { Legacy } from './legacy.ts'
import { makePackages, type PackageScope } from './packages.ts'
import { infoOf, makeExecution, makeVault, makeVisualizer } from './pm.ts'
import type { Realm } from './realm.ts'
import { makeCookies, makeRequest, makeResponse } from './response.ts'
import { jsonValue } from './scope.ts'
import type { SdkCookieList } from './sdk.ts'
import { makeSendRequest } from './send.ts'
import { shownTemplate, templateOf, templateText } from './template.ts'
import { makeTest, type Outcome } from './tests.ts'
import type { Timers } from './timers.ts'
import { apply, mutationsOf, viewsOf, type WholeScopes } from './views.ts'

/** What the API of a script does to the one that runs it. */
export interface ApiOwner {
  readonly timers: Timers
  readonly ask: (question: Question, settle: (answer: Answer) => void) => void
  readonly print: (level: ConsoleLevel, values: readonly unknown[]) => void
  readonly assert: (outcome: Outcome) => void
  readonly onError: (error: unknown) => void
  readonly onWork: (change: 1 | -1) => void
  readonly skip: () => void
}

/** What one script is given, and what it did with it. */
export interface Api {
  /** Which names the script is given: the same kind, the same names. */
  readonly kind: string
  /** Names beside the globals of the realm. */
  readonly names: () => readonly string[]
  readonly value: (name: string) => unknown
  readonly end: () => ApiEnd
  /** Reports what the script left in the legacy object `tests`; after that nothing warns of legacy names. */
  readonly raiseLegacyTests: () => void
}

/** What a script changed. */
interface ApiEnd {
  readonly mutations: readonly Mutation[]
  /** The request, if a pre-request script changed it. */
  readonly request?: RequestTemplate
  readonly nextRequest?: unknown
}

/** `"use sandbox2";` in front of a script takes the legacy names away. Source: postman-sandbox. */
const WITHOUT_LEGACY = /^["']use sandbox2["'];/

/** Makes everything that one script is given. */
export function createApi(
  input: ScriptInput,
  scopes: WholeScopes,
  { realm, owner }: { readonly realm: Realm; readonly owner: ApiOwner },
): Api {
  const { dialect, maker, library } = realm
  const views = viewsOf(scopes, realm)
  let next: unknown
  let live: { readonly textNow: () => string; readonly now: () => RequestTemplate; readonly before: string } | undefined

  const setNextRequest = (value: unknown): void => {
    next = value
  }
  const request = once(() => {
    const given = input.request && shownTemplate(input.request, input.phase)
    const made = makeRequest(given, maker)
    const textNow = (): string => templateText(made, { dialect, given })
    live = { textNow, now: () => templateOf(made, { dialect, given }), before: textNow() }
    return made
  })
  const response = once(() => makeResponse(input.response, maker))
  const cookies = once(() =>
    withJar(makeCookies(input.response?.cookies ?? input.cookies, maker), realm, { ...owner, ask: askLater }),
  )
  const test = makeTest({ report: owner.assert, onWork: owner.onWork, reportsAtOnce: dialect === 'newman' }, () => pm)
  const mutations = (): readonly Mutation[] => mutationsOf(views)

  const { askLater, askNow } = makeLater(owner, realm)

  const pm: object = realm.makePm(
    {
      info: () => infoOf(input),
      globals: () => views.of('globals'),
      environment: () => views.of('environment'),
      collectionVariables: () => views.of('collection'),
      variables: () => views.of('local'),
      iterationData: () => views.of('data'),
      request,
      ...(input.phase === 'test' && { response }),
      cookies,
      visualizer: makeVisualizer,
      sendRequest: () => makeSendRequest({ ...owner, ask: askLater, dialect, maker }),
      execution: () =>
        makeExecution(input, {
          ...owner,
          skip() {
            askNow()
            owner.skip()
          },
          dialect,
          maker,
          setNextRequest,
          mutations,
          apply: (change) => apply(change, views),
        }),
      ...(dialect === 'postman' && { vault: () => makeVault(owner.ask) }),
      ...(realm.packages !== undefined && packagesOf(realm.packages, { names: realm.globals, value })),
    },
    test,
  )
  const deprecation = watchDeprecated(dialect, (text) => owner.print('warn', [text]))
  const hasLegacy = !WITHOUT_LEGACY.test(input.source)
  const row = once(() => Object.fromEntries(scopes.data.values.map(({ key, value: cell }) => [key, cell])))
  const legacy = hasLegacy
    ? new Legacy({
        dialect,
        input,
        environment: () => views.of('environment'),
        globals: () => views.of('globals'),
        data: row,
        request,
        response,
        cookies,
        library,
        setNextRequest,
      })
    : undefined
  const timers = owner.timers.functions

  function value(name: string): unknown {
    if (name === 'pm') return pm
    if (name === 'console') return makeConsole(owner.print)
    if (Object.hasOwn(timers, name)) return timers[name]
    return legacy?.has(name) ? deprecation.watch(name, legacy.value(name)) : realm.globalValue(name)
  }
  return {
    kind: `${input.phase}${hasLegacy ? '' : ' without legacy names'}`,
    names: () => [...(legacy?.names ?? []), 'Buffer', 'console', 'pm', ...Object.keys(timers)],
    value,
    raiseLegacyTests() {
      deprecation.stop()
      for (const outcome of legacy?.outcomes((test as { readonly index: () => number }).index()) ?? [])
        owner.assert(outcome)
    },
    end() {
      const changed = input.phase === 'prerequest' && live?.textNow() !== live?.before ? live?.now() : undefined
      return {
        mutations: mutations(),
        ...(changed && { request: changed }),
        ...(next !== undefined && { nextRequest: jsonValue(next) }),
      }
    },
  }
}

/** Requests and questions to the jar go out after what is ready now, such as a setImmediate. Source: postman-sandbox, observed. */
function makeLater(
  owner: ApiOwner,
  { wait }: Realm,
): { readonly askLater: ApiOwner['ask']; readonly askNow: () => void } {
  const held = new Set<() => void>()
  return {
    askLater(question, settle) {
      const ask = (): void => {
        if (!held.delete(ask)) return
        owner.ask(question, settle)
        owner.onWork(-1)
      }
      held.add(ask)
      owner.onWork(1)
      wait(0, ask)
    },
    askNow() {
      for (const ask of held) ask()
    },
  }
}

/** `pm.require`, if there is a folder of packages. */
function packagesOf(packages: NonNullable<Realm['packages']>, scope: PackageScope): Makers {
  return { require: () => makePackages(packages, scope) }
}

function withJar(
  cookies: SdkCookieList,
  { dialect, maker }: Realm,
  { ask, onError }: Pick<ApiOwner, 'ask' | 'onError'>,
): SdkCookieList {
  cookies.jar = () =>
    new PostmanCookieJar({
      dialect,
      sdk: maker.sdk,
      ask: (question, settle) => ask({ kind: 'cookies', question }, settle),
      onError,
    })
  return cookies
}

type Makers = Readonly<Record<string, () => unknown>>

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
