/** The search over all settings: which of them fit what was typed, by the words of their group, name and hint. */
import { untrack } from 'svelte'
import { fold } from './fold.ts'

class SettingSearch {
  query = $state('')
  #found = $state(0)
  readonly #words = $derived(
    fold(this.query)
      .split(/\s+/u)
      .filter((word) => word !== '')
  )

  get isOn(): boolean {
    return this.#words.length > 0
  }

  /** How many settings are shown. */
  get found(): number {
    return this.#found
  }

  fits(texts: readonly string[]): boolean {
    const text = fold(texts.join('\n'))
    return this.#words.every((word) => beginsIn(text, word))
  }

  /** A setting is shown; gives a function for when it isn't any more. */
  count(): () => void {
    untrack(() => this.#found++)
    return () => untrack(() => this.#found--)
  }
}

/** Whether a word begins somewhere in a text: "lock" isn't found in "clock". Japanese has no such beginnings. */
function beginsIn(text: string, word: string): boolean {
  if (!/^[a-z0-9]/u.test(word)) return text.includes(word)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[a-z0-9]/u.test(text.charAt(at - 1))) return true
  }
  return false
}

export const settingSearch = new SettingSearch()
