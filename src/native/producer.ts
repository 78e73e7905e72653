/**
 * An input that a producer cannot use. Thrown within src/native only: `createProduce` turns it into a Failure.
 * The message goes on after `Cannot make "<variable>": ` and never holds a secret.
 */
export class UnusableInput extends Error {
  override readonly name: string = 'UnusableInput'
  readonly code: 'PRODUCER_INPUT' | 'PRODUCER_KEY' | 'PRODUCER_FAILED' | 'REQUEST_ABORTED'
  readonly hint: string

  constructor(code: UnusableInput['code'], message: string, hint: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}
