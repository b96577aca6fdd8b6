/** A share of `npm run check:keyring`: opening the vault in every state of a real gnome-keyring, and all planted bugs. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { KEYRING_PROGRAMS } from '../../keyring.ts'
import { describeWith } from '../../real-parts.ts'
import { STATES } from './states.ts'
import { PLANTED_BUGS } from './surfaces.ts'
import { keyringTable } from './table.ts'

/** An optional dependency: compiled only where libsecret's headers were at hand. */
const KEYTAR = fileURLToPath(
  new URL('../../../node_modules/keytar/build/Release/keytar.node', import.meta.url)
)
const NEEDED = [...KEYRING_PROGRAMS, 'dbus-monitor', 'secret-tool']

/** Other suites run beside this one: the 2 s are measured by the check alone. What hangs is told from what is slow. */
const LIMIT_MS = 12_000

describeWith(existsSync(KEYTAR) ? NEEDED : [...NEEDED, 'keytar'], 'every state of the keychain', () => {
  it(`opens the vault or says why not, with the passphrase opening it, in ${STATES.length} states; and catches ${PLANTED_BUGS.length} planted bugs`, async () => {
    const { cells, caught } = await keyringTable(['start'], LIMIT_MS)
    expect(cells.filter(({ faults }) => faults.length > 0)).toEqual([])
    expect(cells).toHaveLength(STATES.length)
    expect(caught).toEqual(PLANTED_BUGS)
  }, 600_000)
})
