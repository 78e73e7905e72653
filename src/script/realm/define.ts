/**
 * A descriptor that inherits nothing, whatever a script did to Object.prototype: one that inherited `get` would be another one. An object made by a
 * constructor is many times cheaper than a literal with `__proto__: null`.
 */
class Value {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

class Writable extends Value {
  readonly writable = true
  readonly configurable = true
}

class Accessor {
  readonly get: unknown
  readonly set: unknown
  readonly configurable = true
  constructor(get: unknown, set: unknown) {
    this.get = get
    this.set = set
  }
}

class Listed extends Accessor {
  readonly enumerable = true
}

for (const { prototype } of [Value, Accessor]) Object.setPrototypeOf(prototype, null)

const { defineProperty } = Object

/** Defines a read-only member. */
export function defineValue(target: object, name: PropertyKey, value: unknown): void {
  defineProperty(target, name, new Value(value))
}

/** Defines an ordinary member that is not listed. */
export function defineWritable(target: object, name: PropertyKey, value: unknown): void {
  defineProperty(target, name, new Writable(value))
}

/** Defines a member that is asked for each time. */
export function defineGetter(target: object, name: PropertyKey, get: (this: unknown) => unknown): void {
  defineProperty(target, name, new Accessor(get, undefined) as PropertyDescriptor)
}

/** Defines a member that is asked for each time, and told of what is put there. */
export function defineAccessor(
  target: object,
  name: PropertyKey,
  { get, set }: Pick<PropertyDescriptor, 'get' | 'set'>,
): void {
  defineProperty(target, name, new Accessor(get, set) as PropertyDescriptor)
}

/** The descriptor of a member that is listed, and asked for each time. */
export function listedGetter(get: unknown): PropertyDescriptor {
  return new Listed(get, undefined) as PropertyDescriptor
}
