/** Electron's `ipcMain`, and how a message of a page reaches its handler. */
import { EventEmitter } from 'node:events'
import type { WebContents } from './web-contents.ts'
import { codec } from './worlds.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** Electron's `ipcMain`. */
export class IpcMain
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args: unknown[]): unknown => {
      this.removeHandler(channel)
      return handler(event, ...args) as unknown
    })
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

/** What an isolated world posts. */
export type PageMessage =
  /** A page asks for a camera or microphone. */
  | { readonly kind: 'media'; readonly id: number; readonly media: readonly ('video' | 'audio')[] }
  | {
      readonly kind: 'invoke'
      readonly id: number
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'file'; readonly index: number; readonly name: string }

/** Gives a message of a page to main; an invocation's reply comes back as text for the page, else `null`. */
export async function dispatch(
  message: Extract<PageMessage, { kind: 'invoke' | 'send' }>,
  sender: WebContents
): Promise<string | null> {
  const { channel, args } = message
  const event = {
    type: 'frame',
    sender,
    senderFrame: sender.mainFrame,
    processId: sender.mainFrame.processId,
    frameId: sender.mainFrame.routingId,
    ports: [],
    reply: (name: string, ...rest: unknown[]) => sender.send(name, ...rest)
  }
  if (message.kind === 'send') {
    ipcMain.emit(channel, event, ...args)
    return null
  }
  const { id } = message
  try {
    const handler = ipcMain.handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const value: unknown = await handler(event as unknown as Electron.IpcMainInvokeEvent, ...args)
    return codec.encode({ kind: 'reply', id, value })
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    console.error(`Error occurred in handler for '${channel}':`, error)
    return codec.encode({ kind: 'reply', id, error: `Error invoking remote method '${channel}': ${text}` })
  }
}
