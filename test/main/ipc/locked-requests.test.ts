import { describe, expect, it } from 'vitest'
import { MAIN_CHECKS } from '../../../src/main/ipc/ipc-checks.ts'
import {
  ANSWER_WHILE_LOCKED,
  gated,
  isTaskAllowed,
  SECRET_ANSWER_WHILE_LOCKED
} from '../../../src/main/ipc/locked-requests.ts'
import { SECRET_CHECKS } from '../../../src/main/ipc/secret-checks.ts'
import type { Handlers, Requests, SecretRequests } from '../../../src/shared/ipc.ts'
import type { VaultView } from '../../../src/shared/views/vault.ts'

const LOCKED: VaultView = { kind: 'locked', ways: ['passphrase', 'recovery'] }
const UNLOCKED: VaultView = {
  kind: 'unlocked',
  ways: ['passphrase', 'recovery'],
  recoveryConfirmed: true,
  notices: []
}

/** Handlers that say that they were called, one for each request of the contract. */
function answering<R>(checks: object): Handlers<R> {
  return Object.fromEntries(Object.keys(checks).map((name) => [name, () => 'answered'])) as Handlers<R>
}

function outcomeOf(handlers: object, name: string): unknown {
  try {
    return (handlers as Record<string, () => unknown>)[name]?.()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe.each([
  ['main', MAIN_CHECKS, ANSWER_WHILE_LOCKED],
  ['small', SECRET_CHECKS, SECRET_ANSWER_WHILE_LOCKED]
] as const)('requests of the %s window', (_window, checks, always) => {
  let view: VaultView = LOCKED
  const handlers = gated(
    answering<Requests & SecretRequests>(checks),
    always as readonly (keyof (Requests & SecretRequests))[],
    () => view
  )
  const names = Object.keys(checks)

  it.each(names)('%s is refused while the vault is locked, or is one of those that answer', (name) => {
    for (const shut of [LOCKED, { kind: 'opening' }] satisfies VaultView[]) {
      view = shut
      const isOneOfThose = (always as readonly string[]).includes(name)
      expect(outcomeOf(handlers, name)).toBe(isOneOfThose ? 'answered' : 'locked')
    }
  })

  it.each(names)('%s gets to its handler while the vault is open', (name) => {
    view = UNLOCKED
    expect(outcomeOf(handlers, name)).toBe('answered')
  })
})

describe('what answers while the vault is locked', () => {
  it('shows no account, no code, no setting to change, and is 24 + 5 requests', () => {
    const all = [...ANSWER_WHILE_LOCKED, ...SECRET_ANSWER_WHILE_LOCKED]
    expect(all.filter((name) => /^(?:accounts|codes|trash|keys|import|export):|change$/u.test(name))).toEqual(
      []
    )
    expect([ANSWER_WHILE_LOCKED.length, SECRET_ANSWER_WHILE_LOCKED.length]).toEqual([24, 5])
  })

  it('opens the small window for unlocking only, and for that only', () => {
    const tasks = ['create', 'unlock', 'type-account', 'rotate', { kind: 'show-account', id: 'a' }] as const
    const allowed = (view: VaultView): readonly unknown[] => tasks.filter((task) => isTaskAllowed(task, view))
    expect(allowed(LOCKED)).toEqual(['unlock'])
    expect(allowed({ kind: 'missing', keychain: 'absent' })).toEqual(['create'])
    expect(allowed(UNLOCKED)).toEqual(['type-account', 'rotate', { kind: 'show-account', id: 'a' }])
  })
})
