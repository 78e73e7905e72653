/**
 * What is bundled for scripts, one row a chunk: its name in libraries.json → where its text comes from. A chunk is evaluated on first use, once, and
 * chunks load each other by name. Versions are those of Postman's sandbox (browserify 16's stand-ins for Node's modules among them); see package.json.
 */
export const CHUNKS = {
  // What scripts can require by name.
  _process: 'process/browser.js',
  // Ours is another version.
  ajv: 'ajv-6',
  assert: 'assert/build/assert.js',
  atob: './chunks/atob.cjs',
  backbone: 'backbone',
  btoa: './chunks/btoa.cjs',
  buffer: './chunks/buffer.cjs',
  chai: 'chai/index.js',
  cheerio: 'cheerio',
  'crypto-js': 'crypto-js',
  'csv-parse/lib/sync': 'csv-parse-1/lib/sync',
  events: 'events/events.js',
  json: 'liquid-json',
  lodash: 'lodash',
  moment: 'moment/moment.js',
  os: 'os-browserify/browser.js',
  path: 'path-browserify',
  'postman-collection': 'postman-collection',
  punycode: 'punycode/punycode.js',
  querystring: 'querystring-es3',
  stream: 'stream-browserify',
  string_decoder: 'string_decoder/lib/string_decoder.js',
  timers: 'timers-browserify',
  tv4: 'tv4',
  url: 'url/url.js',
  util: 'util/util.js',
  uuid: './chunks/uuid.cjs',
  xml2js: 'xml2js',

  // What the script API and the chunks above use.
  '@faker-js/faker': '@faker-js/faker/locale/en',
  'chai-postman': 'chai-postman',
  'dynamic-variables': 'postman-collection/lib/superstring/dynamic-variables.js',
  'file-type': 'file-type',
  'iconv-lite': 'iconv-lite',
  inherits: 'inherits/inherits_browser.js',
  lodash3: 'lodash3',
  mime: 'mime',
  'mime-format': 'mime-format',
  'postman-buffer': './chunks/postman-buffer.cjs',
  semver: './chunks/semver.cjs',
  // Web globals.
  'multi-byte': './web/multi-byte.ts',
  tr46: 'tr46',
  web: './web/index.ts',
  'web-streams': './web/streams.ts',
  'whatwg-url': './web/url.ts',

  // Postman's sandbox has this very version built in.
  sugar: 'sugar/release/sugar-full.development.js',
}
