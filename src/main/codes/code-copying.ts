/** Which code goes to the clipboard: the one on show, the one after it, or, near the end of a step, the one that is waited for. */
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import { Refusal } from '../../core/present-failure.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Preferences } from '../../core/preferences.ts'
import type { CodeView, ConsecutiveCodesView, CopiedView } from '../../shared/views/code.ts'

/** Nobody types six digits in less, ms: below it a code is as good as over. */
const NEAR_END_MS = 3000

/** Past the end of a step by this much the code is surely the next one, ms. */
const PAST_THE_END_MS = 20

export interface CodeCopyingPorts {
  /** @throws VaultError `locked` */
  readonly accounts: () => readonly Account[]
  readonly codeOf: (id: string) => CodeView | null
  readonly nearEnd: () => Preferences['nearEnd']
  readonly copy: (text: string) => Promise<void>
  /** Copies in the place of what was copied last, if that is still in the clipboard. */
  readonly replace: (text: string) => Promise<void>
  /** Told that an account was used; what comes of it is no concern of the copying. */
  readonly noteUse: (id: string) => void
  /** Unix milliseconds by the local clock. */
  readonly nowMs: () => number
  /** @throws Refusal `cancelled`: by the signal, by another copy, or because the vault was locked */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Nobody can change their mind. */
const NEVER = new AbortController().signal

/**
 * Copies a code of an account.
 * @param signal - Whoever asked for it changed their mind: nothing is copied then.
 * @throws Refusal `no-code-shown`: an HOTP account whose next code wasn't asked for, or a correction that is waited for;
 *   `cancelled`; VaultError `locked`, `unknown-account`
 */
export async function copyCode(
  ports: CodeCopyingPorts,
  id: string,
  which: 'usual' | 'next',
  signal: AbortSignal = NEVER
): Promise<CopiedView> {
  const chosen = await choose(ports, id, which, signal)
  if (signal.aborted) throw new Refusal('cancelled')
  await ports.copy(chosen.code)
  ports.noteUse(id)
  return chosen.view
}

/**
 * Copies from where nothing can be said meanwhile (the tray's menu): a paste right away gets a code that is valid then.
 * Where the setting is to wait near the end, the next code takes its place when it begins, unless something else was
 * copied by then.
 * @throws as {@link copyCode}
 */
export async function copyAtOnce(ports: CodeCopyingPorts, id: string): Promise<void> {
  const shown = shownCode(ports, id)
  const leftMs = (shown.validUntilMs ?? Infinity) - ports.nowMs()
  const isWaiting = leftMs < NEAR_END_MS && ports.nearEnd() === 'wait'
  if (!isWaiting) {
    await copyCode(ports, id, 'usual')
    return
  }
  await ports.copy(shown.code)
  ports.noteUse(id)
  await ports.wait(Math.max(0, leftMs) + PAST_THE_END_MS, NEVER)
  await ports.replace(shownCode(ports, id).code)
}

/**
 * Two codes in a row, as AWS asks for: both can be used until the second one's step ends.
 * @throws as {@link copyCode}
 */
export function consecutiveCodes(ports: CodeCopyingPorts, id: string): ConsecutiveCodesView {
  const shown = shownCode(ports, id)
  if (shown.nextCode === undefined) throw new Refusal('no-code-shown')
  return { codes: [shown.code, shown.nextCode], validUntilMs: nextEndMs(ports, shown) }
}

/** The two codes as the command line of AWS takes them. */
export function consecutiveAsArguments({ codes: [first, second] }: ConsecutiveCodesView): string {
  return `--authentication-code1 ${first} --authentication-code2 ${second}`
}

interface Chosen {
  readonly code: string
  readonly view: CopiedView
}

async function choose(
  ports: CodeCopyingPorts,
  id: string,
  which: 'usual' | 'next',
  signal: AbortSignal
): Promise<Chosen> {
  const shown = shownCode(ports, id)
  if (shown.validUntilMs === undefined) return current(shown)
  if (which === 'next') return next(ports, shown)
  const leftMs = shown.validUntilMs - ports.nowMs()
  const nearEnd = leftMs < NEAR_END_MS ? ports.nearEnd() : 'now'
  switch (nearEnd) {
    case 'now':
      return current(shown)
    case 'next':
      return next(ports, shown)
    case 'wait': {
      await ports.wait(Math.max(0, leftMs) + PAST_THE_END_MS, signal)
      // It may have been locked meanwhile, or the clock set.
      const waited = current(shownCode(ports, id))
      return { ...waited, view: { ...waited.view, which: 'waited' } }
    }
  }
}

function current(shown: CodeView): Chosen {
  return {
    code: shown.code,
    view: {
      which: 'current',
      isCorrected: shown.byThisClock !== undefined,
      ...(shown.validUntilMs === undefined ? {} : { validUntilMs: shown.validUntilMs })
    }
  }
}

function next(ports: CodeCopyingPorts, shown: CodeView): Chosen {
  if (shown.nextCode === undefined) throw new Refusal('no-code-shown')
  const isCorrected = shown.byThisClock !== undefined
  return {
    code: shown.nextCode,
    view: { which: 'next', isCorrected, validUntilMs: nextEndMs(ports, shown) }
  }
}

function shownCode(ports: CodeCopyingPorts, id: string): CodeView {
  const account = ports.accounts().find((one) => one.id === id)
  if (account === undefined) throw new VaultError('unknown-account', 'expected an account of this vault')
  const shown = ports.codeOf(id)
  if (shown === null) throw new Refusal('no-code-shown')
  return shown
}

function nextEndMs({ accounts }: CodeCopyingPorts, { id, validUntilMs = 0 }: CodeView): number {
  const account = accounts().find((one) => one.id === id)
  return validUntilMs + (account !== undefined && isTimeBased(account) ? account.period * 1000 : 0)
}
