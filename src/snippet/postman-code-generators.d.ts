declare module 'postman-code-generators' {
  import type { Request } from 'postman-collection'

  interface Language {
    readonly key: string
    readonly variants: readonly { readonly key: string }[]
  }
  interface Options {
    readonly indentCount: number
    readonly indentType: 'Space' | 'Tab'
    readonly requestTimeout: number
    readonly trimRequestBody: boolean
    readonly followRedirect: boolean
  }
  interface Generators {
    getLanguageList(): readonly Language[]
    convert(
      language: string,
      variant: string,
      ...rest: readonly [request: Request, options: Options, callback: (error: unknown, snippet?: string) => void]
    ): void
  }
  const generators: Generators
  export default generators
}
