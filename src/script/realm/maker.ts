import type { Dialect } from '../messages.ts'
import type { Expect } from './expectation.ts'
import type { Libraries } from './libraries.ts'
import type { Maker } from './response.ts'
import { quickenText } from './response-text.ts'
import { joinFamily } from './scope.ts'
import type { Sdk } from './sdk.ts'
import { countAsNewman } from './size.ts'

/** What makes the objects of the SDK, which is loaded when the first is asked for. */
export function makerOf(libraries: Libraries, dialect: Dialect): Maker {
  let loaded: Sdk | undefined
  const sdk = (): Sdk => (loaded ??= loadSdk(libraries, dialect))
  let made: Expect | undefined
  const expect = (): Expect => (made ??= expectOf(libraries, sdk))
  return {
    dialect,
    sdk,
    bufferFrom: (bytes) =>
      (libraries.load('buffer') as BufferModule).Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    expect,
    to() {
      return expect()(this).to
    },
  }
}

function loadSdk(libraries: Libraries, dialect: Dialect): Sdk {
  const sdk = libraries.load('postman-collection') as Sdk
  quickenText(sdk)
  joinFamily(sdk)
  if (dialect === 'newman') countAsNewman(sdk)
  return sdk
}

interface BufferModule {
  readonly Buffer: { readonly from: (buffer: ArrayBufferLike, offset: number, length: number) => unknown }
}

interface Chai {
  readonly use: (plugin: unknown) => unknown
  readonly expect: Expect
}

function expectOf(libraries: Libraries, sdk: () => Sdk): Expect {
  const chai = libraries.load('chai') as Chai
  const plugin = libraries.load('chai-postman') as (...needs: readonly unknown[]) => unknown
  // Few scripts check schemas.
  const Ajv = function (options: unknown): unknown {
    return new (libraries.load('ajv') as new (options: unknown) => unknown)(options)
  }
  chai.use(plugin(sdk(), libraries.load('lodash'), Ajv))
  return chai.expect
}
