/** Defines a property, whatever a script did to Object.prototype: a descriptor that inherits `get` would be another one. */
export function define(target: object, name: PropertyKey, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, name, Object.assign(Object.create(null) as PropertyDescriptor, descriptor))
}
