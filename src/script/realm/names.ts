/**
 * Globals of ECMAScript that scripts may use; all others are removed from the realm. In V8's order, which is that of
 * the names of `this` in Postman. Source: uniscope, as postman-sandbox uses it.
 */
export const LANGUAGE: readonly string[] = Object.freeze(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError
  RangeError ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer Uint8Array Int8Array Uint16Array Int16Array Uint32Array
  Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet Proxy Reflect
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN SharedArrayBuffer Atomics`.split(
    /\s+/,
  ),
)

/** Those of them that newman 6.2.2 does not give to scripts. */
export const NEWER: readonly string[] = Object.freeze(['Intl', 'AggregateError'])

/** The legacy names that say they are deprecated when they are used. */
export const DEPRECATED: readonly string[] = Object.freeze(
  `tests globals environment data request responseCookies responseHeaders responseTime responseCode responseBody iteration postman
  _ CryptoJS tv4 xml2Json Backbone cheerio`.split(/\s+/),
)
