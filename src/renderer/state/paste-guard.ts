/**
 * Keeps pasted and dropped text out of the page (design.md, rule 1): a copied Key URI holds a secret, and only main may
 * read the clipboard. The shortcuts are caught before the browser fetches the text; what comes by other ways is refused.
 */

export interface Caught {
  /** Somebody pasted: main shall read the clipboard. */
  readonly onpaste: () => void
}

export function isPasteShortcut(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
): boolean {
  const command = event.ctrlKey || event.metaKey
  // Also Ctrl+Shift+V (paste as plain text), and the key V of layouts without the letter.
  if (command && !event.altKey && (event.key.toLowerCase() === 'v' || event.code === 'KeyV')) return true
  return event.shiftKey && event.key === 'Insert'
}

/** Guards a document; gives a function that ends it. */
export function guardPaste(target: Document, { onpaste }: Caught): () => void {
  const end = new AbortController()
  const options = { capture: true, signal: end.signal }
  const refuse = (event: Event): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  target.addEventListener(
    'keydown',
    (event) => {
      if (!isPasteShortcut(event)) return
      refuse(event)
      if (!event.repeat) onpaste()
    },
    options
  )
  target.addEventListener(
    'paste',
    (event) => {
      refuse(event)
      onpaste()
    },
    options
  )
  target.addEventListener(
    'beforeinput',
    (event) => {
      if (/^insertFrom(?:Paste|Drop|Yank)/u.test(event.inputType)) refuse(event)
    },
    options
  )
  // The middle button pastes the selection under X11.
  for (const name of ['mousedown', 'mouseup', 'auxclick'] as const) {
    target.addEventListener(
      name,
      (event) => {
        if (event.button === 1) refuse(event)
      },
      options
    )
  }
  return () => end.abort()
}
