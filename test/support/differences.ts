/** Place, newman's value and ours, of everything that is not the same. Ids and tokens count as the same. */
export function differencesOf(
  theirs: unknown,
  ours: unknown,
  place: string,
): readonly (readonly [string, unknown, unknown])[] {
  if (isParts(theirs) && isParts(ours)) {
    const names = new Set([...Object.keys(theirs), ...Object.keys(ours)])
    return [...names].flatMap((name) => differencesOf(theirs[name], ours[name], `${place}.${name}`))
  }
  return masked(theirs) === masked(ours) ? [] : [[place, theirs, ours]]
}

function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Ids and tokens differ from run to run. */
function masked(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID') : value
}
