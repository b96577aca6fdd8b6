/** What the windows are told of the app as a whole. As in all of these files, no field ever holds a secret, and facts come without sentences. */

export type Language = 'en' | 'ja'

export interface AppView {
  readonly language: Language
  /** The vault is a throw-away one in memory with invented accounts. */
  readonly demo: boolean
  readonly version: string
}
