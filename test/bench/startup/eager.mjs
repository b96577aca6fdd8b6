/** What an app that loads everything at once has besides: updater, QR reader with its compiled WebAssembly, protobuf. Bundled by the bench. */
import { readFileSync } from 'node:fs'
import updater from 'electron-updater'
import * as protobuf from '@bufbuild/protobuf'
import * as wire from '@bufbuild/protobuf/wire'
import { prepareZXingModule } from 'zxing-wasm/reader'

export const kept = [updater, protobuf, wire]

/** Resolves once the WebAssembly is compiled. */
export const done = prepareZXingModule({
  overrides: { wasmBinary: readFileSync(globalThis.ZXING_WASM).buffer },
  fireImmediately: true
})
