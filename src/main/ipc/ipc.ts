/** The one adapter between Electron's IPC and the handlers: checks the sender, validates, maps errors to failures. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Outcome } from '../../shared/failure.ts'
import type { Handlers, Pushes } from '../../shared/ipc.ts'
import { isSenderTrusted, type WindowName } from '../security.ts'
import { tooLong, type ArgumentCheck } from './value-checks.ts'

/** Nobody honest ever sees it. */
const REFUSED = { ok: false, failure: { code: 'internal' } } as const satisfies Outcome<never>

type AnyHandler = (...args: readonly unknown[]) => unknown

/**
 * Answers the requests of one window, and of no other sender.
 * @param window - The window that these requests belong to.
 * @param contents - That window's contents now, or null while it isn't there.
 * @param handlers - Waited for where they are still being loaded.
 * @param checks - One argument check for each request.
 * @param early - Answer in the handlers' place while those are still being loaded.
 */
export function answer<R>(
  window: WindowName,
  contents: () => WebContents | null,
  handlers: Handlers<R> | Promise<Handlers<R>>,
  checks: { readonly [K in keyof R]: ArgumentCheck },
  early: Partial<Handlers<R>> = {}
): void {
  let answering: Partial<Handlers<R>> = early
  void Promise.resolve(handlers).then((all) => (answering = all))
  for (const name of Object.keys(checks) as (keyof R & string)[]) {
    ipcMain.handle(name, async (event, ...args: unknown[]) => {
      if (!isSenderTrusted(window, senderOf(event), contents()?.id ?? null)) return REFUSED
      if (!checks[name](args)) {
        const failure = tooLong(args)
        return failure === null ? REFUSED : ({ ok: false, failure } satisfies Outcome<never>)
      }
      try {
        const handler: AnyHandler = answering[name] ?? (await handlers)[name]
        return { ok: true, value: await handler(...args) } satisfies Outcome<unknown>
      } catch (error) {
        const { presentFailure } = await import('../../core/present-failure.ts')
        return { ok: false, failure: presentFailure(error) } satisfies Outcome<never>
      }
    })
  }
}

/** Tells a window something, if it is there. */
export function push<K extends keyof Pushes>(
  contents: WebContents | null,
  name: K,
  payload: Pushes[K]
): void {
  if (contents !== null && !contents.isDestroyed()) contents.send(name, payload)
}

function senderOf(event: IpcMainInvokeEvent): Parameters<typeof isSenderTrusted>[1] {
  const frame = event.senderFrame
  return {
    webContentsId: event.sender.id,
    frame:
      frame === null
        ? null
        : { url: frame.url, isMainFrame: frame === event.sender.mainFrame || frame.parent === null }
  }
}
