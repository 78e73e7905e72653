/**
 * What stands where a secret was: `[client_secret#1]`. The name is the one by which the value was known first, the number tells the values of one name
 * apart: equal secrets have equal placeholders. Reports that look for them (snippets, the token lens) use this expression.
 */
export const PLACEHOLDER: RegExp = /\[(?<name>[\w.-]{1,40})#(?<number>[1-9]\d{0,8})\]/

/** Is nothing left to hide in a value: it is a placeholder, or a JWT that ends in one. */
export function isMasked(value: string): boolean {
  return MASKED.test(value)
}

const MASKED = new RegExp(String.raw`^(?:eyJ[\w-]*\.(?:[\w-]*\.)?)?${PLACEHOLDER.source}$`)

/** The name of a variable, member or header as it stands in a placeholder. */
export function placeholderName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_').slice(0, 40) || 'secret'
}

/** Does a value only name a variable. */
export function isVariable(value: string): boolean {
  return /^(?:\{\{[^{}]*\}\}|<<[^<>]*>>)$/.test(value)
}
