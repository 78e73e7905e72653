/** Gives classes the names that scripts know them by: bundling numbers those that other modules have as well. */
export function nameAll(classes: Readonly<Record<string, object>>): void {
  for (const [name, value] of Object.entries(classes)) {
    Object.defineProperty(value, 'name', { value: name, configurable: true })
  }
}
