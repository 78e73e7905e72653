import type { Input } from './input.ts'

/** Parses strict JSON. Fails with INPUT_NOT_JSON, and as jsonRefusal says for a collection in YAML. */
export async function parseJson(input: Input): Promise<unknown> {
  try {
    return JSON.parse(input.text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // V8's message has no reliable position and quotes the text, which may hold a secret: it is not kept as the cause.
    const { jsonRefusal } = await import('./json-refusal.ts')
    throw jsonRefusal(input)
  }
}
