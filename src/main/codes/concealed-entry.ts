/** A clipboard entry that asks programs which keep a history of the clipboard to leave it out. */
import { ClipboardItem } from 'electron'

/**
 * What programs that keep a history look for. macOS: nspasteboard.org; Windows: "Cloud Clipboard and Clipboard History
 * Formats" (learn.microsoft.com); Linux: KDE's Klipper, which others follow.
 */
const HINTS: Partial<Record<NodeJS.Platform, Readonly<Record<string, string>>>> = {
  darwin: { 'org.nspasteboard.ConcealedType': '' },
  win32: { ExcludeClipboardContentFromMonitorProcessing: '', CanIncludeInClipboardHistory: '\0\0\0\0' },
  linux: { 'x-kde-passwordManagerHint': 'secret' }
}

/** A text with the hints of this system. */
export function concealedEntry(text: string, platform: NodeJS.Platform): ClipboardItem {
  const hints = Object.entries(HINTS[platform] ?? {}).map(
    ([name, value]) => [`electron application/osclipboard;format="${name}"`, new Blob([value])] as const
  )
  return new ClipboardItem({ 'text/plain': text, ...Object.fromEntries(hints) })
}
