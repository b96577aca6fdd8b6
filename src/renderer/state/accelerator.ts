/** From pressed keys to a global shortcut as Electron writes it ("Control+Alt+K"), and back to words for people. */

/** What of a key press counts. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>

/** Keys by their place on the keyboard (UI Events, `code`), which no modifier changes. */
const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Insert: 'Insert',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`'
}

/** How modifiers are called on keyboards. */
const WORDS: Readonly<Record<string, string>> = { Control: 'Ctrl', Meta: '⌘', Command: '⌘' }

/**
 * `waiting` while only modifiers are down, or the key can't be part of a shortcut; `bare` without a modifier that keeps
 * letters for other programs.
 */
export type Pressed =
  { readonly kind: 'waiting' | 'bare' } | { readonly kind: 'shortcut'; readonly accelerator: string }

export function pressed(press: KeyPress): Pressed {
  const key = keyOf(press.code)
  if (key === null) return { kind: 'waiting' }
  if (!press.ctrlKey && !press.altKey && !press.metaKey) return { kind: 'bare' }
  const modifiers = [
    press.ctrlKey && 'Control',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
    press.metaKey && 'Super'
  ].filter((it) => it !== false)
  return { kind: 'shortcut', accelerator: [...modifiers, key].join('+') }
}

/** "Ctrl + Alt + K". */
export function acceleratorWords(accelerator: string): string {
  return accelerator
    .split('+')
    .map((part) => WORDS[part] ?? part)
    .join(' + ')
}

function keyOf(code: string): string | null {
  const plain = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d)|(F(?:[1-9]|1\d|2[0-4])))$/u.exec(code)
  return plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? NAMED[code] ?? null
}
