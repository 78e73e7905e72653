/** Legacy codes of names. Source: Web IDL, section 2.8.1. */
const CODES: Readonly<Record<string, number>> = Object.freeze({
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25,
})

/** Source: Web IDL, section 2.8. */
export class DOMException extends Error {
  constructor(message = '', name = 'Error') {
    super(String(message))
    Object.defineProperty(this, 'name', { value: String(name), configurable: true })
  }

  get code(): number {
    return CODES[this.name] ?? 0
  }
}
