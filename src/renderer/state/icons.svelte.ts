/** Signs of accounts: pictures of their own, asked of main once each, and signs of services, loaded on first use. */
import { SvelteMap } from 'svelte/reactivity'
import type { AccountView } from '../../shared/views/account.ts'
import { slugOf, type BrandSign } from './brands.ts'

/** Pictures kept at most; those asked for first go first. */
const MOST_PICTURES = 200

class Icons {
  readonly #pictures = new SvelteMap<string, string | null>()
  #signs = $state.raw<Readonly<Record<string, BrandSign>>>()
  #loading = false

  /** The account's own picture as a `data:` address, once main has given it. */
  pictureOf({ id, hasIcon }: Pick<AccountView, 'id' | 'hasIcon'>): string | undefined {
    return hasIcon ? (this.#pictures.get(id) ?? undefined) : undefined
  }

  /** The sign of the service that the issuer names, once the signs are loaded. */
  signOf(issuer: string): BrandSign | undefined {
    const slug = slugOf(issuer)
    const signs = this.#signs
    return slug !== undefined && signs !== undefined && Object.hasOwn(signs, slug) ? signs[slug] : undefined
  }

  /** Asks for what an account's sign needs and isn't there yet. */
  async load(account: Pick<AccountView, 'id' | 'hasIcon' | 'issuer'>): Promise<void> {
    if (account.hasIcon) await this.#loadPicture(account.id)
    else if (slugOf(account.issuer) !== undefined) await this.#loadSigns()
  }

  /** The picture was changed, or the vault locked (no id). */
  forget(id?: string): void {
    if (id === undefined) this.#pictures.clear()
    else this.#pictures.delete(id)
  }

  async #loadPicture(id: string): Promise<void> {
    if (this.#pictures.has(id)) return
    this.#pictures.set(id, null)
    const outcome = await window.api.request('accounts:icon', id)
    // Only ever a picture in the address itself: nothing is fetched.
    if (!outcome.ok || outcome.value?.startsWith('data:image/') !== true) return
    if (this.#pictures.has(id)) this.#pictures.set(id, outcome.value)
    for (const oldest of this.#pictures.keys()) {
      if (this.#pictures.size <= MOST_PICTURES) break
      this.#pictures.delete(oldest)
    }
  }

  async #loadSigns(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    const { BRAND_SIGNS } = await import('./brand-paths.ts')
    this.#signs = BRAND_SIGNS
  }
}

export const icons = new Icons()
