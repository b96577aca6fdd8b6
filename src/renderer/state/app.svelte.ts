/** Language, version and whether this is the demo: what the whole window depends on. */
import type { LinkId } from '../../shared/ipc.ts'
import type { Language } from '../../shared/views/app.ts'
import { wordingFor, type Wording } from '../../shared/wording/wording.ts'
import { Pushed } from './pushed.svelte.ts'

class App {
  readonly #view = new Pushed('app:changed', () => window.api.request('app:state'))

  /** Before main's first answer, the language of the system. */
  get language(): Language {
    return this.#view.value?.language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
  }

  get wording(): Wording {
    return wordingFor(this.language)
  }

  get demo(): boolean {
    return this.#view.value?.demo ?? false
  }

  get version(): string {
    return this.#view.value?.version ?? ''
  }

  setLanguage(language: Language): void {
    const view = this.#view.value
    if (view !== undefined) this.#view.take({ ...view, language })
    void window.api.request('app:set-language', language)
  }

  /** The small window for one code. */
  openPick(): void {
    void window.api.request('pick:open')
  }

  openLink(link: LinkId): void {
    void window.api.request('app:open-link', link)
  }
}

export const app = new App()
