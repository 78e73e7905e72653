try { const process = require('_process'); console.log(typeof process, typeof process.env, typeof process.exit, process.browser) } catch (error) { console.log(error.message) }
