/** Globals of ECMAScript that scripts may use; all others are removed from the realm. Source: uniscope, as postman-sandbox uses it. */
export const LANGUAGE: readonly string[] = Object.freeze(
  `Array ArrayBuffer Atomics BigInt Boolean DataView Date Function Infinity Intl JSON Map Math NaN Number Object Promise Proxy Reflect RegExp Set
  SharedArrayBuffer String Symbol WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape isFinite isNaN parseFloat
  parseInt undefined unescape eval AggregateError Error EvalError RangeError ReferenceError SyntaxError TypeError URIError BigInt64Array
  BigUint64Array Float32Array Float64Array Int16Array Int32Array Int8Array Uint16Array Uint32Array Uint8Array Uint8ClampedArray`.split(
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
