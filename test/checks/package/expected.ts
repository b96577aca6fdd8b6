/** What app.asar holds, and nothing else. Names with a hash are those that the bundler gives. */

const EXPECTED: readonly RegExp[] = [
  /^package\.json$/u,
  /^out\/main\/[\w.-]+\.js$/u,
  /^out\/preload\/index\.cjs$/u,
  /^out\/renderer\/(?:index|secret|pick)\.html$/u,
  /^out\/renderer\/assets\/[\w.-]+\.(?:js|css|woff2|svg|png)$/u,
  /^node_modules\/keytar\/(?:package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/u,
  /^node_modules\/zxing-wasm\/(?:package\.json|LICENSE|dist\/reader\/zxing_reader\.wasm)$/u
]

const NEEDED: readonly string[] = [
  'package.json',
  'out/main/index.js',
  'out/main/keychain-child.js',
  'out/main/qr-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/secret.html',
  'node_modules/keytar/lib/keytar.js',
  'node_modules/keytar/build/Release/keytar.node',
  'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
]

/** @param path - as the archive lists it, without a leading slash */
export function isExpected(path: string): boolean {
  return EXPECTED.some((pattern) => pattern.test(path))
}

/** What the app can't do without, and isn't in the list. */
export function missingOf(list: readonly string[]): readonly string[] {
  return NEEDED.filter((path) => !list.includes(path))
}
