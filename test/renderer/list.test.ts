/** What the account list is made of, without a window: search, order, names that imitate others, signs of services. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { groupsOfAll, narrowed, ordered, placeBeside } from '../../src/renderer/state/account-order.ts'
import { BRAND_SIGNS } from '../../src/renderer/state/brand-paths.ts'
import { ALIASES, brandColour, contrast, slugOf, TILES } from '../../src/renderer/state/brands.ts'
import { dotsFor, isWhole } from '../../src/renderer/state/code-groups.ts'
import { fold, foldWithPlaces } from '../../src/renderer/state/fold.ts'
import { USUAL_KANJI } from '../../src/renderer/state/kanji-variants.ts'
import { nameInSentence, plainName, suspicionOf } from '../../src/shared/names.ts'
import { find, highlighted, search, searchable } from '../../src/renderer/state/search.ts'
import type { AccountView } from '../../src/shared/views/account.ts'
import { GROUPED } from './list-states.ts'
import { many, TWELVE } from './states.ts'

const idsOf = (accounts: readonly AccountView[]): readonly string[] => accounts.map(({ id }) => id)
const one = (issuer: string, label = ''): readonly AccountView[] =>
  many(1).map((account) => ({ ...account, issuer, label }))
const NO_USES: ReadonlyMap<string, number> = new Map()

describe('search', () => {
  const all = searchable(TWELVE)

  it.each([
    ['small letters', 'aws', 'a01'],
    ['a part of the label', '4711-0815', 'a01'],
    ['two words in issuer and label', 'vault prod', 'a09'],
    ['the same words the other way round', 'prod vault', 'a09'],
    ['kanji', '楽天', 'a08'],
    ['full-width letters', 'ＧｉｔＨｕｂ', 'a02'],
    ['initials', 'hv', 'a09'],
    ['letters left out', 'gthb', 'a02']
  ])('finds first by %s', (_, query, id) => {
    expect(search(all, query)[0]?.id).toBe(id)
  })

  it.each([
    ['half-width katakana by full-width ones', 'ﾗｸﾃﾝｶｰﾄﾞ', 'ラクテンカード'],
    ['katakana by hiragana', 'メルカリ', 'めるかり'],
    ['hiragana by katakana', 'ゆうちょ', 'ユウチョ'],
    ['an old form of a kanji by the usual one', '髙島屋', '高島'],
    ['the usual form of a kanji by an old one', '日本国民銀行', '國民'],
    ['a variant of a name', '山﨑', '山崎'],
    ['a kanji with a variation selector', '葛\u{e0100}城市', '葛城'],
    ['a kanji beyond the first plane', '𠮷野家', '吉野'],
    ['any of the four ways to write Saitō', '齋藤商店', '斉藤'],
    ['accents without them', 'Crédit Mutuel', 'credit'],
    ['what nobody sees', 'Pay\u200bPal', 'paypal']
  ])('finds %s', (_, issuer, query) => {
    expect(search(searchable(one(issuer)), query)).toHaveLength(1)
  })

  it('puts an issuer before a label, and leaves scattered letters out where something fits well', () => {
    expect(idsOf(search(all, 'oo'))).toEqual(['a03', 'a01'])
  })

  it('finds by group', () => {
    expect(idsOf(search(searchable(GROUPED), 'open source'))).toEqual(['a02'])
  })

  it('finds nothing where nothing fits', () => {
    expect(search(all, 'zzqx')).toEqual([])
  })

  it('tells how many of 10,000 fit, and lists the best 300', () => {
    const { accounts, total } = find(searchable(many(10_000)), 'service')
    expect(total).toBe(10_000)
    expect(accounts).toHaveLength(300)
  })

  it('marks what fits in the name as it is written', () => {
    const [account] = one('ﾗｸﾃﾝ GitHub')
    if (account === undefined) throw new Error('expected an account')
    const marked = (query: string): readonly string[] =>
      highlighted(find(searchable([account]), query).fits.get(account.id), 'issuer', account.issuer)
        .filter(({ fits }) => fits)
        .map(({ text }) => text)
    expect(marked('らくて')).toEqual(['ﾗｸﾃ'])
    expect(marked('HUB')).toEqual(['Hub'])
  })
})

describe('fold', () => {
  it('gives each folded character the place it comes from: ﾊﾞ is one', () => {
    expect(foldWithPlaces('aﾊﾞb')).toEqual({ text: 'aばb', places: [0, 1, 3] })
  })

  it('keeps the places behind a kanji of two UTF-16 units: 𠮷 is folded to 吉', () => {
    expect(foldWithPlaces('a𠮷b')).toEqual({ text: 'a吉b', places: [0, 1, 3] })
  })

  it('has one usual form for each kanji variant, and none that is a variant itself', () => {
    expect([...USUAL_KANJI.values()].filter((usual) => USUAL_KANJI.has(usual))).toEqual([])
    for (const [variant, usual] of USUAL_KANJI) expect(fold(variant)).toBe(usual)
  })

  it.each(['GitHub', 'Ｇｉｔ', 'ﾊﾞﾝｸ', 'Straße', '👨‍👩‍👧', 'İstanbul'])('folds %s once and for all', (text) => {
    expect(fold(fold(text))).toBe(fold(text))
  })
})

describe('the order of the list', () => {
  it('puts favourites first and keeps the own order within', () => {
    expect(idsOf(ordered(GROUPED, 'own', 'en', NO_USES)).slice(0, 4)).toEqual(['a01', 'a02', 'a03', 'a04'])
    const last = GROUPED.map((account) => ({ ...account, isFavourite: account.id === 'a12' }))
    expect(idsOf(ordered(last, 'own', 'en', NO_USES)).slice(0, 2)).toEqual(['a12', 'a01'])
  })

  it('sorts by name with numbers as numbers', () => {
    const named = ['Site 10', 'Site 9', 'angle', 'Zone'].map(
      (issuer, i) => ({ ...many(4)[i], issuer }) as AccountView
    )
    expect(ordered(named, 'name', 'en', NO_USES).map(({ issuer }) => issuer)).toEqual([
      'angle',
      'Site 9',
      'Site 10',
      'Zone'
    ])
  })

  it('sorts by use as it was when the list was opened', () => {
    const used = new Map([
      ['a03', 5],
      ['a07', 9]
    ])
    const plain = GROUPED.map((account) => ({ ...account, isFavourite: false, useCount: 0 }))
    expect(idsOf(ordered(plain, 'use', 'en', used)).slice(0, 2)).toEqual(['a07', 'a03'])
  })

  it('narrows to a group and to favourites', () => {
    expect(idsOf(narrowed(GROUPED, { kind: 'group', name: 'Home' }))).toEqual(['a03', 'a08'])
    expect(idsOf(narrowed(GROUPED, { kind: 'favourites' }))).toEqual(['a01', 'a02'])
    expect(groupsOfAll(GROUPED, 'en')).toEqual(['Bank', 'Home', 'Open source', 'Work', 'ショッピング'])
  })

  it('moves within favourites or within the others, never across', () => {
    expect(placeBeside(GROUPED, 0, 1)).toEqual({ beforeId: 'a03' })
    expect(placeBeside(GROUPED, 1, 1)).toBeUndefined()
    expect(placeBeside(GROUPED, 2, -1)).toBeUndefined()
    expect(placeBeside(GROUPED, 3, -1)).toEqual({ beforeId: 'a03' })
    expect(placeBeside(GROUPED, 10, 1)).toEqual({ beforeId: null })
    expect(placeBeside(GROUPED, 11, 1)).toBeUndefined()
  })
})

describe('names that imitate others', () => {
  it.each([
    ['Ɡithub', 'odd'],
    ['аpple', 'mixed'],
    ['аррӏе', 'odd'],
    ['РayРаl', 'mixed'],
    ['Gıthub', 'odd'],
    ['ＧｉｔＨｕｂ', 'odd'],
    ['𝐆𝐢𝐭𝐇𝐮𝐛', 'odd'],
    ['Git\u200bHub', 'hidden'],
    ['GitHub\u00ad', 'hidden'],
    ['Git\u200dHub', 'hidden'],
    ['\u202Egro.live', 'hidden'],
    ['a\nb', 'hidden']
  ])('%j is told apart: %s', (name, suspicion) => {
    expect(suspicionOf(name)).toBe(suspicion)
    expect(slugOf(name)).toBeUndefined()
  })

  it.each([
    ...[
      'GitHub',
      '楽天カード',
      '三井住友銀行',
      'Café',
      'Яндекс',
      'Ελλάδα',
      '한국 Bank',
      'Nguyễn Thị Ơn',
      'Łódź'
    ],
    ...['👨‍👩‍👧‍👦', 'اسم', 'שלום', 'หน้า', 'क्‍ष', 'Größe™', 'İstanbul', 'ソニー銀行 Web']
  ])('%s is not', (name) => {
    expect(suspicionOf(name)).toBeUndefined()
    expect(plainName(name)).toBe(name)
  })

  it('takes out what reorders, hides or towers', () => {
    expect(plainName('\u202Egro\u200b.live\n x')).toBe('gro.live x')
    expect(plainName(`Z${'\u0351'.repeat(40)}`)).toBe(`Z${'\u0351'.repeat(3)}`)
  })

  it('cuts a name of 1 KiB in a sentence, and isolates one written from the right', () => {
    expect(Array.from(nameInSentence('x'.repeat(1024)))).toHaveLength(48)
    expect(nameInSentence('اسم')).toBe('\u2068اسم\u2069')
  })
})

describe('signs of services', () => {
  it.each([
    ['GitHub', 'github'],
    ['github.com', 'github'],
    ['Google Account', 'google'],
    ['1Password', '1password'],
    ['楽天', 'rakuten'],
    ['Twitter', 'x'],
    ['Battle.net', 'battledotnet']
  ])('%s is %s', (issuer, slug) => {
    expect(slugOf(issuer)).toBe(slug)
    expect(Object.hasOwn(BRAND_SIGNS, slug)).toBe(true)
  })

  it.each(['GitHub Support Team', 'constructor', '__proto__', 'G1tHub', 'Goog1e', ''])(
    '%j has none',
    (issuer) => {
      const slug = slugOf(issuer)
      expect(slug !== undefined && Object.hasOwn(BRAND_SIGNS, slug)).toBe(false)
    }
  )

  it('has a sign for each name that stands for a service', () => {
    expect(Object.keys(ALIASES).filter((slug) => !Object.hasOwn(BRAND_SIGNS, slug))).toEqual([])
  })

  it('draws each in a colour of 3:1 or more on the tile, or in ink', () => {
    for (const look of ['light', 'dark'] as const) {
      const colours = Object.values(BRAND_SIGNS).map(({ hex }) => brandColour(hex, look))
      expect(colours.every((it) => it === 'var(--ink)' || contrast(it.slice(1), TILES[look]) >= 3)).toBe(true)
      expect(colours.filter((it) => it === 'var(--ink)').length).toBeGreaterThan(5)
    }
  })

  it('knows the tiles of styles/tokens.css', () => {
    const css = readFileSync(new URL('../../src/renderer/styles/tokens.css', import.meta.url), 'utf8')
    expect(css).toContain(`--card: light-dark(#${TILES.light}, #${TILES.dark})`)
  })

  it('is what simple-icons gives today', async () => {
    const written = readFileSync(new URL('../../src/renderer/state/brand-paths.ts', import.meta.url), 'utf8')
    const script: string = '../../scripts/brand-icons.mjs'
    const { brandPaths } = (await import(script)) as { brandPaths: () => Promise<string> }
    expect(await brandPaths()).toBe(written)
  })
})

describe('codes in one piece', () => {
  it('are those with letters', () => {
    expect((['totp', 'hotp', 'steam', 'motp', 'yandex'] as const).filter(isWhole)).toEqual([
      'steam',
      'motp',
      'yandex'
    ])
    expect(dotsFor(6, false)).toEqual(['•••', '•••'])
    expect(dotsFor(8, true)).toEqual(['••••••••'])
  })
})
