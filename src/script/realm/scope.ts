import type { Variable } from '../../model/collection.ts'
import type { ScopeName } from '../../model/scope.ts'
import type { SentScope } from '../messages.ts'
import { castIn, castOut } from './cast.ts'
import { listedGetter } from './define.ts'
import { plainValue } from './plain-value.ts'
import type { Sdk, SdkScope } from './sdk.ts'

/** A change that a script made: `[key, value]` was set, `[key]` was removed. */
export type Change = readonly [key: unknown, value?: unknown]

/** What a scope is made with. `layers`: where else it looks, innermost first. */
interface ScopeSource {
  readonly sdk: () => Sdk
  readonly layers?: () => readonly ScopeView[]
}

/**
 * A scope as a script sees it: `pm.environment`, `pm.globals`, `pm.collectionVariables`, `pm.iterationData`. It has the methods of the SDK's
 * VariableScope and is one in every way a script can ask for: the SDK's own is made at the first use of a member that has no short way here.
 * Source: postman-collection 5, class VariableScope.
 */
export class ScopeView {
  /** What failed assertions call it. */
  static readonly name = 'PostmanVariableScope'
  /** By this the SDK's isVariableScope knows it. */
  static readonly _postman_propertyName = 'VariableScope'
  readonly #kind: ScopeName
  readonly #sent: SentScope
  readonly #sdk: () => Sdk
  readonly #layers: () => readonly ScopeView[]
  /** By name. An object, because names that are whole numbers come first, as they do officially. */
  #made: Record<string, Change> | undefined
  #values: readonly Variable[]
  #full: SdkScope | undefined

  constructor(kind: ScopeName, sent: SentScope, { sdk, layers = NO_LAYERS }: ScopeSource) {
    this.#kind = kind
    this.#sent = sent
    this.#sdk = sdk
    this.#layers = layers
    this.#values = sent.values
    for (const member of listedMembers(kind, sent)) Object.defineProperty(this, member, LISTED[member])
  }

  get(key: unknown): unknown {
    if (this.#full !== undefined) return this.#full.get(key)
    const variable = this.#find(key)
    return variable === undefined ? undefined : castOut(variable)
  }

  has(key: unknown): boolean {
    return this.#full === undefined ? this.#find(key) !== undefined : this.#full.has(key)
  }

  set(key: unknown, value: unknown, options?: unknown): void {
    if (this.#full === undefined && typeof key === 'string' && options === undefined) this.#put(key, value)
    else this.#whole().set(key, value, options)
    this.#changes[String(key)] = [key, value]
  }

  unset(key: unknown): void {
    if (this.#full === undefined)
      this.#values = this.#values.filter((variable) => variable.key !== key || variable.disabled)
    else this.#full.unset(key)
    this.#changes[String(key)] = [key]
  }

  clear(): void {
    const keys = this.#full === undefined ? this.#values.map(({ key }) => key) : this.#full.values.map(({ key }) => key)
    for (const key of keys) this.#changes[String(key)] = [key]
    this.#full?.clear()
    this.#values = []
  }

  toObject(excludeDisabled?: boolean, caseSensitive?: boolean): Record<string, unknown> {
    return this.#whole().toObject(excludeDisabled, caseSensitive)
  }

  /** Scripts also call it on its own. */
  get replaceIn(): (template: unknown) => unknown {
    return (template) =>
      typeof template === 'string' && !template.includes('{{') ? template : this.#whole().replaceIn(template)
  }

  toJSON(): unknown {
    return this.#whole().toJSON()
  }

  /** What the script changed so far, as the SDK counts it. */
  get mutations(): unknown {
    return this.#whole().mutations
  }

  get _postman_enableTracking(): boolean {
    return true
  }

  get _layers(): unknown {
    return this.#whole()._layers
  }

  get id(): unknown {
    return this.#whole().id
  }

  get name(): unknown {
    return this.#sent.name
  }

  get values(): unknown {
    return this.#whole().values
  }

  syncVariablesTo(target?: object): Record<string, unknown> {
    return this.#whole().syncVariablesTo(target)
  }

  syncVariablesFrom(source: unknown, track?: boolean): unknown {
    return this.#whole().syncVariablesFrom(source, track)
  }

  variables(): never {
    throw new Error('`VariableScope#variables` has been discontinued, use `VariableScope#syncVariablesTo` instead.')
  }

  addLayer(list: unknown): void {
    this.#whole().addLayer(list)
  }

  /** What the script changed, in order of the first change of each name. Not seen by scripts. */
  static changesOf(view: ScopeView): readonly Change[] {
    return view.#made === undefined ? [] : Object.values(view.#made)
  }

  /** Was there an enabled variable of this name before the script. Not seen by scripts. */
  static had(view: ScopeView, name: string): boolean {
    return view.#sent.values.some((variable) => variable.key === name && !variable.disabled)
  }

  get #changes(): Record<string, Change> {
    this.#made ??= Object.create(null) as Record<string, Change>
    return this.#made
  }

  /** The enabled variable of a name: the last of equals, then that of the layers. */
  #find(key: unknown): Variable | undefined {
    const own = this.#values.findLast((variable) => variable.key === key && variable.disabled !== true)
    if (own !== undefined) return own
    for (const layer of this.#layers()) {
      const found = layer.#lookup(key)
      if (found !== undefined) return found
    }
    return undefined
  }

  #lookup(key: unknown): Variable | undefined {
    if (this.#full === undefined) return this.#find(key)
    return this.#full.has(key) ? { key: String(key), value: this.#full.get(key) } : undefined
  }

  #put(key: string, value: unknown): void {
    const at = this.#values.findLastIndex((variable) => variable.key === key && variable.disabled !== true)
    const old = this.#values[at]
    if (old === undefined) {
      this.#values = [...this.#values, { key, value }]
    } else {
      this.#values = this.#values.with(at, { ...old, value: castIn(old.type, value) })
    }
  }

  #whole(): SdkScope {
    if (this.#full !== undefined) return this.#full
    const { VariableScope } = this.#sdk()
    const { id, name } = this.#sent
    const full = new VariableScope({ id, name, values: this.#values })
    for (const layer of this.#layers()) full.addLayer(layer.#whole().values)
    // Officially nobody counts what a script does to its row of data.
    if (this.#kind === 'data') return (this.#full = full)
    full.enableTracking({ autoCompact: true })
    for (const change of ScopeView.changesOf(this)) full.mutations.track(change.length > 1 ? 'set' : 'unset', ...change)
    this.#full = full
    return full
  }
}

const NO_LAYERS = (): readonly ScopeView[] => []

/** Makes scopes instances of the SDK's class, with the methods that they have not themselves. */
export function joinFamily({ VariableScope }: Sdk): void {
  Object.setPrototypeOf(ScopeView.prototype, VariableScope.prototype)
}

type Member = 'id' | 'name' | 'values' | 'mutations' | '_layers' | '_postman_enableTracking'

/** The members that a script finds when it lists those of a scope, as failed assertions do. Source: observed with postman-sandbox. */
function listedMembers(kind: ScopeName, { name }: SentScope): readonly Member[] {
  if (kind === 'data') return ['id', 'values']
  if (kind === 'local') return ['id', 'values', 'mutations', '_postman_enableTracking', '_layers']
  return ['id', ...(name === undefined ? [] : (['name'] as const)), 'values', '_postman_enableTracking', 'mutations']
}

const LISTED: Readonly<Record<Member, PropertyDescriptor>> = Object.freeze({
  id: getterOf('id'),
  name: getterOf('name'),
  values: getterOf('values'),
  mutations: getterOf('mutations'),
  _layers: getterOf('_layers'),
  _postman_enableTracking: getterOf('_postman_enableTracking'),
})

function getterOf(member: Member): PropertyDescriptor {
  const descriptor: { readonly get?: unknown } = Object.getOwnPropertyDescriptor(ScopeView.prototype, member) ?? {}
  return listedGetter(descriptor.get)
}

/** A variable's value as it leaves the realm: scalars keep their type, objects become what JSON makes of them, nothing is null. */
export function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (value === null || value === undefined || typeof value === 'function') return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object') return value
  try {
    const text: string | undefined = JSON.stringify(value)
    return text === undefined ? null : JSON.parse(text)
  } catch {
    // Circular: newman would keep it in memory, but no export and no report could hold it.
    return plainValue(value, { label: '', lines: 0 })
  }
}
