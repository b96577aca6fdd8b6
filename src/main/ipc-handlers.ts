/** What the two windows may ask for: one handler for each request, one domain call in each. */
import { dialog, shell, type BrowserWindow } from 'electron'
import { accountFrom } from '../core/otp/account-fields.ts'
import { presentAccount } from '../core/present.ts'
import { Refusal } from '../core/present-failure.ts'
import { secretBytesOf } from '../core/vault/secret-bytes.ts'
import { VaultError } from '../core/vault/vault-error.ts'
import type { Handlers, Requests, SecretRequests, TypedCredential } from '../shared/ipc.ts'
import type { AppView, Language, SecretTaskView } from '../shared/views.ts'
import type { Wording } from '../shared/wording/wording.ts'
import { addFromClipboard, addFromFile, type ClipboardContents } from './adding.ts'
import { clockHandlers, type ClockRequestParts } from './clock-requests.ts'
import type { CodeBoard } from './code-board.ts'
import type { MainWindow } from './main-window.ts'
import type { SecretWindow } from './secret-window.ts'
import { LINKS } from './security.ts'
import { settingsHandlers, type SettingsRequestParts } from './settings-requests.ts'
import type { VaultDoor } from './vault-door.ts'

/** What the handlers work with; `index.ts` introduces it. */
export interface HandlerParts {
  readonly door: VaultDoor
  readonly board: CodeBoard
  readonly mainWindow: MainWindow
  readonly secretWindow: SecretWindow
  readonly appView: () => AppView
  readonly words: () => Wording
  readonly setLanguage: (language: Language) => void
  readonly readClipboard: () => Promise<ClipboardContents>
  readonly copyCode: (id: string) => Promise<void>
  readonly clock: ClockRequestParts
  readonly settings: SettingsRequestParts
}

/** The requests of one room: `vault:state` belongs to `vault`. */
type RequestsOf<Room extends string> = Pick<Requests, Extract<keyof Requests, `${Room}:${string}`>>

export function mainHandlers(parts: HandlerParts): Handlers<Requests> {
  return {
    ...appHandlers(parts),
    ...vaultHandlers(parts),
    ...clockHandlers(parts.clock),
    ...settingsHandlers(parts.settings)
  }
}

function appHandlers(parts: HandlerParts): Handlers<RequestsOf<'app' | 'secret-window'>> {
  return {
    'app:state': parts.appView,
    'app:set-language': (language) => {
      parts.setLanguage(language)
      return undefined
    },
    'app:open-link': async (link) => {
      await shell.openExternal(LINKS[link])
      return undefined
    },
    'secret-window:open': (task) => {
      parts.secretWindow.open(task, parts.mainWindow.window)
      return undefined
    }
  }
}

function vaultHandlers(parts: HandlerParts): Handlers<RequestsOf<'vault' | 'accounts' | 'codes'>> {
  const { door, board } = parts
  return {
    'vault:state': () => door.view,
    'vault:unlock-by-keychain': async () => {
      await door.open({ kind: 'keychain' })
      return undefined
    },
    'vault:lock': async () => {
      await door.lockByUser()
      return undefined
    },
    'accounts:list': () => door.vault.accounts.map((account) => presentAccount(account)),
    'accounts:add-from-clipboard': async () => addFromClipboard(door.vault, await parts.readClipboard()),
    'accounts:add-from-file': (path) => addFromFile(door.vault, path),
    'accounts:choose-file': async () => {
      const { vault } = door
      const path = await chooseFile(parts.mainWindow.window, parts.words())
      return path === null ? null : addFromFile(vault, path)
    },
    'accounts:remove': async (id) => {
      await door.vault.remove(id)
      return undefined
    },
    'accounts:restore': async (id) => {
      await door.vault.restore(id)
      return undefined
    },
    'codes:list': () => (door.isOpen ? board.codes : []),
    'codes:copy': async (id) => {
      if (!door.isOpen) throw new VaultError('locked', 'expected an open vault, got a locked one')
      await parts.copyCode(id)
      return undefined
    },
    'codes:next-hotp': async (id) => {
      const { code, counter } = await door.vault.nextHotp(id)
      const view = { id, code, counter }
      board.showHotp(view)
      return view
    }
  }
}

export function secretHandlers(parts: HandlerParts): Handlers<SecretRequests> {
  const { door, secretWindow } = parts
  return {
    'secret:task': async () => secretTask(parts, await door.keychainState()),
    'secret:create-vault': async ({ keychain, passphrase }) => {
      const bytes = passphrase === null ? null : secretBytesOf(passphrase)
      try {
        return { recoveryCode: await door.create({ keychain, passphrase: bytes }) }
      } finally {
        bytes?.fill(0)
      }
    },
    'secret:confirm-recovery': async (typed) => {
      if (!(await door.vault.confirmRecovery(typed))) throw new Refusal('wrong-recovery-code')
      return undefined
    },
    'secret:new-recovery': async () => ({ recoveryCode: await door.vault.newRecoveryCode() }),
    'secret:unlock': async (credential) => {
      await unlock(door, credential)
      return undefined
    },
    'secret:add-account': async (typed) => {
      await door.vault.add([accountFrom(typed)])
      return undefined
    },
    'secret:close': () => {
      // After the answer is on its way: the window that asked is the one that goes.
      setImmediate(() => secretWindow.close())
      return undefined
    }
  }
}

function secretTask(
  parts: HandlerParts,
  keychain: Extract<SecretTaskView, { kind: 'create' }>['keychain']
): SecretTaskView {
  const { language } = parts.appView()
  const { task } = parts.secretWindow
  const { view } = parts.door
  switch (task) {
    case 'create':
      return { kind: task, language, keychain }
    case 'unlock':
      return {
        kind: task,
        language,
        ways: view.kind === 'locked' ? view.ways : [],
        ...(view.kind === 'locked' && view.keychain !== undefined ? { keychain: view.keychain } : {})
      }
    default:
      return { kind: task, language }
  }
}

async function unlock(door: VaultDoor, credential: TypedCredential): Promise<void> {
  if (credential.kind === 'recovery') {
    await door.open(credential)
    return
  }
  const passphrase = secretBytesOf(credential.passphrase)
  try {
    await door.open({ kind: 'passphrase', passphrase })
  } finally {
    passphrase.fill(0)
  }
}

async function chooseFile(parent: BrowserWindow | null, words: Wording): Promise<string | null> {
  const options = { title: words.tray.chooseFile, properties: ['openFile' as const] }
  const { filePaths } =
    parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
  return filePaths[0] ?? null
}
