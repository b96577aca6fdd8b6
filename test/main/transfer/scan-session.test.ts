import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ScanDoor } from '../../../src/main/transfer/scan-door.ts'
import { ScanSession } from '../../../src/main/transfer/scan-session.ts'
import { Refusal } from '../../../src/core/present-failure.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import type { ImportView } from '../../../src/shared/views/transfer.ts'

const FRAME = { width: 2, height: 2, pixels: new Uint8Array(4) }
const FIRST = 'otpauth-migration://offline?data=first'
const SECOND = 'otpauth-migration://offline?data=second'

/** A session whose thread finds in each picture what `codes` says next, and whose flow notes what it is given. */
function scanner(codes: readonly (readonly string[])[], { isLocked = false, fails = false } = {}) {
  const door = new ScanDoor()
  const given: string[] = []
  const looks: string[] = []
  const clock = { nowMs: 0 }
  let next = 0
  const session = new ScanSession({
    door,
    flow: {
      view: { kind: 'none' },
      fromText: (text, source): Promise<ImportView> => {
        given.push(`${source.kind} ${text}`)
        return Promise.resolve(
          fails ? { kind: 'failed', source, failure: { code: 'damaged-file' } } : { kind: 'none' }
        )
      }
    },
    reader: {
      textsIn: (_picture, until) => {
        looks.push(until ?? 'all-tried')
        return Promise.resolve(codes[next++] ?? [])
      },
      end: () => {
        looks.push('end')
        return Promise.resolve()
      }
    },
    requireVault: () => {
      if (isLocked) throw new VaultError('locked', 'expected an open vault, got a locked one')
    },
    lookAtScreens: () => Promise.resolve(codes.map(() => ({ width: 1, height: 1, bgra: new Uint8Array(4) }))),
    nowMs: () => clock.nowMs
  })
  const look = (): Promise<ImportView> => {
    clock.nowMs += 200
    return session.fromFrame(FRAME)
  }
  return { session, door, given, looks, clock, look }
}

describe('ScanSession', () => {
  it('refuses a frame unless the scan dialog is open, and again once it is closed', async () => {
    const { session, given, looks, look } = scanner([[FIRST]])
    await expect(look()).rejects.toMatchObject({ code: 'no-camera' })
    session.open(null)
    session.close()
    await expect(look()).rejects.toMatchObject({ code: 'no-camera' })
    expect({ given, looks }).toEqual({ given: [], looks: ['end'] })
  })

  it.each(['did-navigate', 'render-process-gone', 'destroyed'])(
    'is closed by its page’s %s, and leaves no listener there after 20 dialogs',
    (end) => {
      const { session, door } = scanner([])
      const page = new EventEmitter()
      for (let dialog = 0; dialog < 20; dialog++) session.open(page)
      expect(page.listenerCount(end)).toBe(1)
      page.emit(end)
      expect([door.isOpen, page.listenerCount(end)]).toEqual([false, 0])
    }
  )

  it('opens no dialog and looks at nothing while the vault is locked', async () => {
    const { session, door, looks } = scanner([[FIRST]], { isLocked: true })
    expect(() => session.open(null)).toThrow(VaultError)
    expect(door.isOpen).toBe(false)
    await expect(session.fromScreens()).rejects.toMatchObject({ code: 'locked' })
    expect(looks).toEqual([])
  })

  it('gives a code on once, though the camera sees it in every frame', async () => {
    const { session, given, look } = scanner([[], [FIRST], [FIRST], [FIRST, SECOND], [SECOND]])
    session.open(null)
    for (let frame = 0; frame < 5; frame++) await look()
    expect(given).toEqual([`camera ${FIRST}`, `camera ${SECOND}`])
  })

  it('looks at no more than five frames a second', async () => {
    const { session, looks, clock } = scanner([])
    session.open(null)
    for (let frame = 0; frame < 100; frame++) {
      clock.nowMs += 10
      await session.fromFrame(FRAME)
    }
    expect(looks).toHaveLength(6)
  })

  it('says of a code that it is no account’s, and gives the flow nothing of it', async () => {
    const { session, given, look } = scanner([['https://example.com/'], ['https://example.com/'], [FIRST]])
    session.open(null)
    await expect(look()).rejects.toThrow(Refusal)
    await look()
    await look()
    expect(given).toEqual([`camera ${FIRST}`])
  })

  it('takes a part of a batch once more after the flow lost it', async () => {
    const { session, given, look } = scanner([[FIRST], [FIRST], [SECOND], [FIRST]], { fails: true })
    session.open(null)
    for (let frame = 0; frame < 4; frame++) await look()
    expect(given).toEqual([`camera ${FIRST}`, `camera ${SECOND}`, `camera ${FIRST}`])
  })

  it('joins the accounts’ codes of all screens, leaves the others out, and ends the thread', async () => {
    const { session, given, looks } = scanner([
      [FIRST, 'WIFI:S:guest;;'],
      [SECOND, FIRST]
    ])
    await session.fromScreens()
    expect(given).toEqual([`screen ${FIRST}\n${SECOND}`])
    expect(looks).toEqual(['all-tried', 'all-tried', 'end'])
  })

  it('tells a screen without a code from one whose codes are no accounts', async () => {
    await expect(scanner([[]]).session.fromScreens()).rejects.toMatchObject({ code: 'no-code' })
    await expect(scanner([['https://example.com/']]).session.fromScreens()).rejects.toMatchObject({
      code: 'no-account-found'
    })
  })
})
