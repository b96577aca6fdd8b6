/** Which service's sign stands for an issuer, and in which colour it can be drawn. */
import { suspicionOf } from '../../shared/names.ts'

export interface BrandSign {
  /** The brand's own colour, RRGGBB. */
  readonly hex: string
  /** SVG path data on a field of 24 × 24. */
  readonly path: string
}

/** Other names of the same services, by their slug; Japanese ones, too. */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  '1password': ['onepassword'],
  apple: ['appleid'],
  battledotnet: ['battlenet', 'blizzard'],
  bookingdotcom: ['booking'],
  box: ['boxcom'],
  devdotto: ['devto'],
  ea: ['electronicarts', 'eaaccount'],
  epicgames: ['epic', 'epicgamesstore'],
  facebook: ['fb'],
  flydotio: ['fly', 'flyio'],
  gogdotcom: ['gog'],
  google: ['googleaccount', 'googleaccounts', 'googlemail', 'グーグル'],
  googlecloud: ['googlecloudplatform', 'gcp'],
  hashicorp: ['hashicorpvault', 'hashicorpcloud', 'hcp'],
  huggingface: ['hf'],
  itchdotio: ['itchio', 'itch'],
  jira: ['atlassianjira'],
  line: ['ライン'],
  meta: ['metaaccount', 'facebookmeta'],
  npm: ['npmjs'],
  okta: ['oktaverify'],
  ovh: ['ovhcloud'],
  playstation: ['psn', 'playstationnetwork', 'sonyplaystation'],
  proton: ['protonaccount', 'protonme'],
  pypi: ['pythonpackageindex'],
  qnap: ['qnapnas'],
  rakuten: ['楽天', '楽天市場', '楽天グループ'],
  rockstargames: ['rockstar', 'socialclub'],
  sony: ['sonyaccount'],
  square: ['squareup'],
  steam: ['steampowered', 'steamguard', 'valve'],
  telegram: ['telegrammessenger'],
  ubisoft: ['uplay', 'ubisoftconnect'],
  vk: ['vkontakte', 'vkid'],
  wordpress: ['wordpresscom', 'wp'],
  x: ['twitter', 'xtwitter', 'twitterx']
}

const SLUGS = new Map(
  Object.entries(ALIASES).flatMap(([slug, names]) => names.map((name) => [name, slug] as const))
)

/** Ends of names that tell nothing: a domain's, a company's. */
const ENDING = /(?:\.(?:com|org|net|io|me|app|dev|co|jp|co\.jp|de|eu))$/u

/**
 * The slug of the service that an issuer names whole; one that only imitates or holds a service's name gets none.
 * @returns a slug that may have no sign, or `undefined`.
 */
export function slugOf(issuer: string): string | undefined {
  if (suspicionOf(issuer) !== undefined) return undefined
  const name = issuer.trim().toLowerCase()
  const [whole, stem] = [name, name.replace(ENDING, '')].map((it) => it.replace(/[\s.\-_/!'&]+/gu, ''))
  const known = SLUGS.get(whole ?? '') ?? SLUGS.get(stem ?? '')
  if (known !== undefined) return known
  return /^[a-z0-9]+$/u.test(stem ?? '') ? stem : undefined
}

/** WCAG 2.2, 1.4.11: what has to be told apart from its ground. */
const LEAST_CONTRAST = 3

/** Grounds of the tile: `--card` of both palettes in styles/tokens.css. */
export const TILES = { light: 'ffffff', dark: '191c20' } as const

/** The brand's colour where it stands out from the tile, else the colour of ink, as CSS. */
export function brandColour(hex: string, look: keyof typeof TILES): string {
  return contrast(hex, TILES[look]) >= LEAST_CONTRAST ? `#${hex}` : 'var(--ink)'
}

/** Contrast of two colours, 1–21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}
