for (const name of ['fs', 'os', 'http', 'https', 'net', 'child_process', 'crypto', 'vm', 'worker_threads', 'process', 'module', 'zlib', 'dns', 'tls', 'node:fs', 'node:path']) {
  try { const found = require(name); console.log(name, typeof found, Object.keys(found).length) } catch (error) { console.log(name, error.message) }
}
