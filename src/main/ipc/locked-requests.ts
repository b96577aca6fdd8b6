/** What answers while the vault is locked: unlocking and what that needs, and the clock. Everything else is refused. */
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Handlers, Requests, SecretRequests, SecretTask } from '../../shared/ipc.ts'
import type { VaultView } from '../../shared/views/vault.ts'

/** None of these shows an account while the vault is locked, or changes anything but the language. */
export const ANSWER_WHILE_LOCKED: readonly (keyof Requests)[] = [
  'app:begin',
  'app:state',
  'app:set-language',
  'app:open-link',
  'vault:state',
  'vault:unlock-by-keychain',
  'vault:unlock-keychain',
  'vault:cancel-keychain',
  'vault:lock',
  'secret-window:open',
  'backups:list',
  'clock:state',
  'clock:check',
  'clock:history',
  'clock:open-settings',
  'clock:copy-cure',
  'settings:state',
  'preferences:state',
  'desktop:state',
  'desktop:report',
  'desktop:save-report',
  'desktop:copy-report',
  'desktop:licences',
  'pick:open'
]

export const SECRET_ANSWER_WHILE_LOCKED: readonly (keyof SecretRequests)[] = [
  'secret:task',
  'secret:unlock',
  'secret:check-share',
  'secret:cancel',
  'secret:close'
]

/** Whether only those answer: where there is no vault, or none that can be read, each handler says so itself. */
function isShut({ kind }: VaultView): boolean {
  return kind === 'locked' || kind === 'opening'
}

/** Whether the small window may be opened for a task now. */
export function isTaskAllowed(task: SecretTask, view: VaultView): boolean {
  switch (view.kind) {
    case 'unlocked':
      return task !== 'unlock' && task !== 'create'
    case 'missing':
      return task === 'create'
    default:
      return task === 'unlock'
  }
}

type AnyHandler = (...args: readonly unknown[]) => unknown

/**
 * Puts the gate before all handlers but those that answer while it is shut.
 * @param view - The vault's view at the time of the request.
 */
export function gated<R>(
  handlers: Handlers<R>,
  always: readonly (keyof R)[],
  view: () => VaultView
): Handlers<R> {
  const entries = Object.entries(handlers as Readonly<Record<string, AnyHandler>>).map(([name, handler]) => [
    name,
    always.includes(name as keyof R)
      ? handler
      : (...args: readonly unknown[]) => {
          if (isShut(view())) throw new VaultError('locked', 'expected an open vault, got a locked one')
          return handler(...args)
        }
  ])
  return Object.fromEntries(entries) as Handlers<R>
}
