/** Legacy codes of names, and the constants that hold them. Source: Web IDL, section 2.8.1. */
const CODES: Readonly<Record<string, readonly [code: number, constant: string]>> = Object.freeze({
  IndexSizeError: [1, 'INDEX_SIZE_ERR'],
  HierarchyRequestError: [3, 'HIERARCHY_REQUEST_ERR'],
  WrongDocumentError: [4, 'WRONG_DOCUMENT_ERR'],
  InvalidCharacterError: [5, 'INVALID_CHARACTER_ERR'],
  NoModificationAllowedError: [7, 'NO_MODIFICATION_ALLOWED_ERR'],
  NotFoundError: [8, 'NOT_FOUND_ERR'],
  NotSupportedError: [9, 'NOT_SUPPORTED_ERR'],
  InUseAttributeError: [10, 'INUSE_ATTRIBUTE_ERR'],
  InvalidStateError: [11, 'INVALID_STATE_ERR'],
  SyntaxError: [12, 'SYNTAX_ERR'],
  InvalidModificationError: [13, 'INVALID_MODIFICATION_ERR'],
  NamespaceError: [14, 'NAMESPACE_ERR'],
  InvalidAccessError: [15, 'INVALID_ACCESS_ERR'],
  TypeMismatchError: [17, 'TYPE_MISMATCH_ERR'],
  SecurityError: [18, 'SECURITY_ERR'],
  NetworkError: [19, 'NETWORK_ERR'],
  AbortError: [20, 'ABORT_ERR'],
  URLMismatchError: [21, 'URL_MISMATCH_ERR'],
  QuotaExceededError: [22, 'QUOTA_EXCEEDED_ERR'],
  TimeoutError: [23, 'TIMEOUT_ERR'],
  InvalidNodeTypeError: [24, 'INVALID_NODE_TYPE_ERR'],
  DataCloneError: [25, 'DATA_CLONE_ERR'],
})

interface ExceptionOptions {
  readonly name?: unknown
  readonly cause?: unknown
}

/** Source: Web IDL, section 2.8; Node takes options in place of the name. */
export class DOMException extends Error {
  constructor(message: unknown = '', nameOrOptions: unknown = 'Error') {
    const given: ExceptionOptions =
      typeof nameOrOptions === 'object' && nameOrOptions !== null ? nameOrOptions : { name: nameOrOptions }
    super(String(message), 'cause' in given ? { cause: given.cause } : {})
    const { name = 'Error' } = given
    Object.defineProperty(this, 'name', { value: String(name), configurable: true })
  }

  get code(): number {
    return CODES[this.name]?.[0] ?? 0
  }

  get [Symbol.toStringTag](): string {
    return 'DOMException'
  }
}

for (const [code, constant] of Object.values(CODES)) {
  for (const holder of [DOMException, DOMException.prototype]) {
    Object.defineProperty(holder, constant, { value: code, enumerable: true })
  }
}
