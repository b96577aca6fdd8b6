/** What the small window is told of the task that it was opened for. */
import { presentAccount } from '../../core/present.ts'
import { Refusal } from '../../core/present-failure.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { SecretTaskView } from '../../shared/views/secret-task.ts'
import type { HandlerParts } from '../ipc/request-parts.ts'
import { presentExport } from '../transfer/export-flow.ts'
import type { ImportFlow } from '../transfer/import-flow.ts'

type TaskOf<K extends SecretTaskView['kind']> = Extract<SecretTaskView, { kind: K }>

export async function presentTask(parts: HandlerParts): Promise<SecretTaskView> {
  const { language } = parts.appView()
  const { door, importFlow } = parts
  const { task } = parts.secretWindow
  if (typeof task === 'object') {
    return task.kind === 'show-account'
      ? { ...asked(parts), kind: task.kind, account: accountView(parts, task.id) }
      : { ...asked(parts), kind: task.kind, format: task.format, ...presentExport(door.vault.accounts, task) }
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
      return { kind: task, language, ...awaitedPassword(importFlow) }
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

/** @throws Refusal `nothing-to-import` */
function awaitedPassword({ waiting }: ImportFlow): NonNullable<ImportFlow['waiting']> {
  if (waiting === null) throw new Refusal('nothing-to-import')
  return waiting
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
