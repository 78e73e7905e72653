console.log(typeof globalThis, typeof globalThis.pm, typeof globalThis.console, typeof globalThis.setTimeout, typeof globalThis.process, typeof globalThis.require)
