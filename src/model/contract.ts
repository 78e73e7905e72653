/** How strictly a response is held against a saved example. `shape`: what the example has must be there. `strict`: and nothing else. */
export type ContractMode = 'off' | 'shape' | 'strict'

/** What a configuration says about contracts: one mode for all, or one for each request. */
export type ContractConfig =
  | ContractMode
  | {
      /** Default `off`. */
      readonly default?: ContractMode
      /** By id, name or path (`Folder/Request`) of a request, or by the path of a folder; what is nearest to the request wins. */
      readonly requests?: Readonly<Record<string, ContractMode>>
    }
