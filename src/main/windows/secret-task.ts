/** What the small window is told of the task that it was opened for. */
import { presentAccount } from '../../core/present.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { SecretTask } from '../../shared/ipc.ts'
import type { SecretTaskView } from '../../shared/views/secret-task.ts'
import type { ExportLossView, ImportFormat, ImportSource } from '../../shared/views/transfer.ts'
import type { HandlerParts } from '../ipc/request-parts.ts'

type TaskOf<K extends SecretTaskView['kind']> = Extract<SecretTaskView, { kind: K }>

/** What the rooms of import and export know of their tasks. */
export interface TransferTasks {
  /** @throws Refusal `nothing-to-import` */
  readonly importPassword: () => {
    readonly format: ImportFormat
    readonly source: ImportSource
    readonly wasWrong: boolean
  }
  readonly export: (task: Extract<SecretTask, { kind: 'export' }>) => {
    readonly count: number
    readonly isPlain: boolean
    readonly losses: readonly ExportLossView[]
  }
}

export async function presentTask(parts: HandlerParts): Promise<SecretTaskView> {
  const { language } = parts.appView()
  const { door, transferTasks } = parts
  const { task } = parts.secretWindow
  if (typeof task === 'object') {
    return task.kind === 'show-account'
      ? { ...asked(parts), kind: task.kind, account: accountView(parts, task.id) }
      : { ...asked(parts), kind: task.kind, format: task.format, ...transferTasks.export(task) }
  }
  switch (task) {
    case 'create':
      return { kind: task, language, keychain: await door.keychainState() }
    case 'unlock':
      return { kind: task, language, ...waysIn(parts) }
    case 'confirm-recovery':
    case 'type-account':
      return { kind: task, language }
    case 'import-password':
      return { kind: task, language, ...transferTasks.importPassword() }
    case 'set-passphrase':
      return { ...asked(parts), kind: task, canRemove: door.vault.keys.canRemove('passphrase') }
    case 'new-recovery':
      return { ...asked(parts), kind: task }
    case 'make-shares':
      return { ...asked(parts), kind: task, replacesSet: door.vault.keys.shareSet !== null }
    case 'rotate':
      return { ...asked(parts), kind: task, voided: door.vault.keys.voidedByRotation }
  }
}

function waysIn({ door }: HandlerParts): Pick<TaskOf<'unlock'>, 'ways' | 'keychain'> {
  const { view } = door
  if (view.kind !== 'locked') return { ways: [] }
  return { ways: view.ways, ...(view.keychain === undefined ? {} : { keychain: view.keychain }) }
}

function asked({ appView, door, reauthentication }: HandlerParts) {
  return {
    language: appView().language,
    needsReauthentication: reauthentication.isNeeded,
    hasPassphrase: door.vault.ways.includes('passphrase'),
    needsPassphraseFirst: reauthentication.isPassphraseNeeded,
    canAskSystem: reauthentication.canAskSystem
  }
}

function accountView({ door }: HandlerParts, id: string): TaskOf<'show-account'>['account'] {
  const account = door.vault.accounts.find((one) => one.id === id)
  if (account === undefined) throw new VaultError('unknown-account', 'expected an account of this vault')
  return presentAccount(account)
}
