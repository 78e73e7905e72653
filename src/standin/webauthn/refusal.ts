/** What an authenticator or a browser has sent is not right. The message goes on after the name of what was sent. */
export class WebAuthnError extends Error {
  override readonly name: string = 'WebAuthnError'
  /** Whether the `origin` of the body is wrong, not the credential. */
  readonly isOrigin: boolean

  constructor(message: string, { isOrigin = false }: { readonly isOrigin?: boolean } = {}) {
    super(message)
    this.isOrigin = isOrigin
  }
}
