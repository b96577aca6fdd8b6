/** The app's end of the control channel: does what a test asks, as a person or the desktop would. */
import process from 'node:process'
import { runInThisContext } from 'node:vm'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { browser } from './browser.ts'
import { clipboard, ClipboardItem } from './clipboard.ts'
import type { CommandMessage, Commands, MenuItemInfo, WindowInfo } from './control-protocol.ts'
import { screens } from './desktop-capturer.ts'
import { machine, notifications, opened, powerMonitor, shortcuts } from './desktop.ts'
import { queuedAnswers, shownDialogs } from './dialog.ts'
import electron from './electron-module.ts'
import { NativeImage } from './native-image.ts'
import { type Menu, Tray } from './tray.ts'

type Handlers = {
  readonly [C in keyof Commands]: (
    ...args: Parameters<Commands[C]>
  ) => ReturnType<Commands[C]> | Promise<ReturnType<Commands[C]>>
}

const handlers: Handlers = {
  'debug-address': () => browser().debugAddress,
  windows: () => Promise.all(BrowserWindow.getAllWindows().map(infoOf)),
  'close-window': (id) => {
    windowOf(id).close()
    return undefined
  },
  'focus-window': (id) => {
    windowOf(id).focus()
    return undefined
  },
  'blur-window': (id) => {
    windowOf(id).blur()
    return undefined
  },
  'renderer-pid': (id) => windowOf(id).webContents.rendererPid(),
  trays: () =>
    [...Tray.all].map(({ toolTip, title, image, menu }) => ({
      toolTip,
      title,
      png: image instanceof NativeImage ? image.toPNG() : null,
      menu: itemsOf(menu)
    })),
  'click-tray': () => void tray().emit('click', {}),
  'click-tray-menu': (labels) => clickMenu(tray().menu, labels),
  'read-clipboard': async () => {
    const items = await clipboard.read()
    const picture = items.find(({ types }) => types.includes('image/png'))
    const blob = await picture?.getType('image/png')
    return {
      types: items.flatMap(({ types }) => types),
      text: await clipboard.readText(),
      png: blob === undefined ? null : new Uint8Array(await blob.arrayBuffer())
    }
  },
  'write-clipboard': async (text, png) => {
    const items = {
      ...(text === null ? {} : { 'text/plain': text }),
      ...(png === null ? {} : { 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) })
    }
    await clipboard.write(Object.keys(items).length === 0 ? [] : [new ClipboardItem(items)])
    return undefined
  },
  'queue-dialog': (answer) => void queuedAnswers.push(answer),
  'emit-power': (event) => void powerMonitor.emit(event, {}),
  'set-idle': (seconds) => {
    machine.idleSeconds = seconds
    return undefined
  },
  'set-touch-id': (touchId) => {
    machine.touchId = touchId
    return undefined
  },
  'press-shortcut': (accelerator) => {
    const press = shortcuts.get(accelerator)
    if (press === undefined)
      throw new Error(`expected a shortcut ${accelerator}, got ${[...shortcuts.keys()].join(', ')}`)
    press()
    return undefined
  },
  'set-screens': (pictures) => {
    screens.pictures = pictures
    return undefined
  },
  recorded: () => ({ dialogs: shownDialogs, notifications, opened, shortcuts: [...shortcuts.keys()] }),
  evaluate: (source, argument) =>
    (runInThisContext(`(${source})`) as (module: typeof electron, argument: unknown) => unknown)(
      electron,
      argument
    ),
  quit: () => {
    app.quit()
    return undefined
  }
}

function windowOf(id: number): BrowserWindow {
  const window = BrowserWindow.fromId(id)
  if (window === null) throw new Error(`expected an open window ${id}`)
  return window
}

function tray(): Tray {
  const [first] = Tray.all
  if (first === undefined) throw new Error('expected a tray icon, got none')
  return first
}

async function infoOf(window: BrowserWindow): Promise<WindowInfo> {
  const attached = await window.webContents.attached().catch(() => null)
  return {
    id: window.id,
    targetId: attached?.targetId ?? null,
    url: window.webContents.getURL(),
    title: window.getTitle(),
    isVisible: window.isVisible(),
    isFocused: window.isFocused(),
    isModal: window.isModal(),
    isContentProtected: window.isContentProtected(),
    parentId: window.getParentWindow()?.id ?? null
  }
}

function itemsOf(menu: Menu | null): readonly MenuItemInfo[] {
  return (menu?.items ?? []).map(({ label, type, enabled, visible, checked, submenu }) => ({
    label,
    type,
    enabled,
    visible,
    checked,
    submenu: itemsOf(submenu)
  }))
}

function clickMenu(menu: Menu | null, [label, ...deeper]: readonly string[]): undefined {
  const items = menu?.items ?? []
  const item = items.find((each) => each.label === label)
  if (item === undefined) {
    throw new Error(
      `expected a menu item "${label ?? ''}", got ${items.map((each) => each.label).join(', ')}`
    )
  }
  if (deeper.length > 0) {
    clickMenu(item.submenu, deeper)
    return
  }
  if (!item.enabled) throw new Error(`the menu item "${item.label}" is disabled`)
  item.click()
  return undefined
}

async function answer({ id, command, args }: CommandMessage): Promise<void> {
  try {
    const handle = handlers[command] as (...args: readonly unknown[]) => unknown
    process.send?.({ id, value: await handle(...args) })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

process.on('message', (message) => void answer(message as CommandMessage))
// The app lives by its own reasons, and never longer than the test.
process.channel?.unref()
process.on('disconnect', () => {
  app.exit(1)
})
