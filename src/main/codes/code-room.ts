/** The codes and their way out: the board they are kept on, and the clipboard they are copied to. */
import { app, BrowserWindow, clipboard } from 'electron'
import type { SettingsFile } from '../../core/settings.ts'
import { electronPlace, KeptClipboard, type CodePlace } from './clipboard.ts'
import { CodeBoard, type CodeBoardPorts } from './code-board.ts'
import type { CodeCopyingPorts } from './code-copying.ts'
import { CodeWait } from './code-wait.ts'
import { concealedEntry } from './concealed-entry.ts'
import { waylandPlace } from './wayland-place.ts'
import { isWayland } from '../desktop/pick-shortcut.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

/** More are never shown. */
const RECENT = 8

export interface CodeRoom {
  readonly board: CodeBoard
  readonly kept: KeptClipboard
  readonly copying: CodeCopyingPorts
  /** Ids of the accounts used since the vault was opened, the latest first; kept nowhere else. */
  readonly recent: () => readonly string[]
}

export interface CodeRoomParts extends Pick<CodeBoardPorts, 'correctionMs' | 'onCodes' | 'onTick'> {
  readonly door: VaultDoor
  readonly settings: SettingsFile
  /** Told when a code was copied where the desktop may have refused it without a word. */
  readonly onUnsureCopy: () => void
}

export function makeCodeRoom({ door, settings, onUnsureCopy, ...ports }: CodeRoomParts): CodeRoom {
  const nowMs = (): number => Date.now()
  const board = new CodeBoard({ ...ports, accounts: () => (door.isOpen ? door.vault.accounts : []), nowMs })
  const kept = new KeptClipboard({
    place: codePlace(onUnsureCopy),
    clearsAfter: () => settings.preferences.clearsClipboardAfter
  })
  const wait = new CodeWait()
  let recent: readonly string[] = []
  door.onChange(() => {
    if (door.isOpen) return
    wait.callOff()
    recent = []
  })
  const copying: CodeCopyingPorts = {
    accounts: () => door.vault.accounts,
    codeOf: (id) => board.codeOf(id),
    nearEnd: () => settings.preferences.nearEnd,
    copy: (text) => {
      wait.callOff()
      return kept.copy(text)
    },
    replace: (text) => kept.replace(text),
    noteUse: (id) => {
      if (!door.isOpen) return
      recent = [id, ...recent.filter((other) => other !== id)].slice(0, RECENT)
      door.vault.noteUse(id)
    },
    nowMs,
    wait: (ms, signal) => wait.begin(ms, signal)
  }
  return { board, kept, copying, recent: () => recent }
}

function codePlace(onUnsure: () => void): CodePlace {
  const { platform, env } = process
  const isBlind = isWayland(platform, env) && app.commandLine.getSwitchValue('ozone-platform') !== 'x11'
  const electron = electronPlace(clipboard, (text) => concealedEntry(text, platform), isBlind)
  if (!isBlind) return electron
  return waylandPlace({ electron, hasFocus: () => BrowserWindow.getFocusedWindow() !== null, onUnsure })
}
