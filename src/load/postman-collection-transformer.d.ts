declare module 'postman-collection-transformer' {
  interface Transformer {
    convert(
      collection: unknown,
      options: { readonly inputVersion: string; readonly outputVersion: string },
      callback: (error: Error | null, converted: unknown) => void,
    ): void
  }
  const transformer: Transformer
  export default transformer
}
