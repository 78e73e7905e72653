/** Defines a read-only member, whatever a script did to Object.prototype: a descriptor that inherits `get` would be another one. */
export function defineValue(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, { __proto__: null, value } as PropertyDescriptor)
}

/** Defines an ordinary member that is not listed. */
export function defineWritable(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, {
    __proto__: null,
    value,
    writable: true,
    configurable: true,
  } as PropertyDescriptor)
}

/** Defines a member that is asked for each time. */
export function defineGetter(target: object, name: PropertyKey, get: (this: unknown) => unknown): void {
  Object.defineProperty(target, name, { __proto__: null, get, configurable: true } as PropertyDescriptor)
}

/** Defines a member that is asked for each time, and told of what is put there. */
export function defineAccessor(
  target: object,
  name: PropertyKey,
  accessor: Pick<PropertyDescriptor, 'get' | 'set'>,
): void {
  const { get, set } = accessor
  Object.defineProperty(target, name, { __proto__: null, get, set, configurable: true } as PropertyDescriptor)
}
