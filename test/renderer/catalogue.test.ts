/** Every text of the windows comes from the catalogue (shared/wording), and its Japanese keeps to one way of writing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Linter } from 'eslint'
import { parse, type AST } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'

const RENDERER = fileURLToPath(new URL('../../src/renderer', import.meta.url))
const JA = fileURLToPath(new URL('../../src/shared/wording/ja', import.meta.url))

/** Attributes that people read or hear. */
const READ = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title'
]

/** An example of a host is the same in every language. */
const NO_WORDS = ['github.com']

const LETTER = /\p{L}/u

function filesIn(folder: string, end: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))
}

type Node = AST.Fragment['nodes'][number] | AST.Attribute | AST.StyleDirective | AST.Fragment

/** The literal words of a component: in its markup, and in attributes that people read. */
function literalsOf(source: string): readonly string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const one = node as Node & Record<string, unknown>
    // Lengths and colours are no words, and the caps of keys are the same in every language.
    if (one.type === 'StyleDirective' || (one.type === 'RegularElement' && one.name === 'kbd')) return
    if (one.type === 'Attribute') {
      const parts = Array.isArray(one.value) ? one.value : []
      for (const part of parts) {
        if (part.type === 'Text' && READ.includes(one.name)) found.push(part.data)
      }
    } else if (one.type === 'Text') {
      found.push(one.data)
    }
    for (const [name, child] of Object.entries(one)) {
      if (name !== 'value' || one.type !== 'Attribute') visit(child)
    }
  }
  visit(parse(source, { modern: true }).fragment)
  return found.map((text) => text.trim()).filter((text) => LETTER.test(text) && !NO_WORDS.includes(text))
}

describe('the texts of the windows', () => {
  it.each(filesIn(RENDERER, '.svelte').map((path) => [path.slice(RENDERER.length + 1), path]))(
    '%s has none of its own',
    (_, path) => {
      expect(literalsOf(readFileSync(path, 'utf8'))).toEqual([])
    }
  )

  it('are found where they are planted', () => {
    const planted = '<p>Hello</p><button aria-label="Close" class="x">{#if a}b{/if}</button>'
    expect(literalsOf(planted)).toEqual(['Hello', 'Close', 'b'])
  })
})

const lintConfig: string = '../../eslint.config.js'
const { OWN_WORDS } = (await import(lintConfig)) as {
  readonly OWN_WORDS: readonly { readonly selector: string; readonly message: string }[]
}

describe('the lint rule for words outside the catalogue', () => {
  const linter = new Linter()
  const slipsOf = (source: string) =>
    linter.verify(source, [{ rules: { 'no-restricted-syntax': ['error', ...OWN_WORDS] } }])

  it.each([
    "menu.push({ label: 'Edit' })",
    "menu.push({ label: '編集' })",
    "show({ message: 'Sure?', buttons: [words.yes] })",
    "show({ message: words.sure, buttons: ['Yes', words.no] })",
    "notify('The vault is locked')",
    'notify(`Waiting for ${seconds} s`)',
    "notify('鍵がかかっています')"
  ])('finds what is planted in main: %s', (source) => {
    expect(slipsOf(source)).toHaveLength(1)
  })

  it('lets names, codes and addresses be', () => {
    const source = `make({ title: 'Zeroskew', role: 'editMenu', id: 'paste' }); go('app://main/'); fail('expected a file')`
    expect(slipsOf(source)).toEqual([])
  })
})

/** What a Japanese text may not have, and why. */
const SLIPS: readonly (readonly [string, RegExp])[] = [
  ['full-width digits or Latin', /[０-９Ａ-Ｚａ-ｚ]/u],
  ['full-width brackets, colon, question or exclamation mark', /[（）：！？；]/u],
  ['half-width katakana', /[ｦ-ﾟ]/u],
  ['a colon without a space', /(?<=[ぁ-んァ-ヶー一-龠]):(?=[^\s\\])|:(?=[ぁ-んァ-ヶ一-龠])/u],
  ['an ideographic space', /\u3000/u],
  ['English quotation marks', /[“”‘’"](?=[ぁ-んァ-ヶ一-龠])|(?<=[ぁ-んァ-ヶ一-龠])[“”‘’"]/u],
  ['Western commas or full stops', /(?<=[ぁ-んァ-ヶ一-龠])[,.](?!\.)/u]
]

/** Beside a link, an address or a number with a point a space keeps them apart; words of Latin letters stand without. */
const SPACE =
  /(?<=[ぁ-んァ-ヶー一-龠]) (?=[A-Za-z0-9]+(?:[ぁ-んァ-ヶー一-龠、。]|$))|(?<=(?:^|[ぁ-んァ-ヶー一-龠、。])[A-Za-z0-9]+) (?=[ぁ-んァ-ヶー一-龠])/u

/** Catalogues of the terminal: there a space sets off what is to be typed. */
const OF_THE_TERMINAL = ['terminal.ts', 'exports.ts', 'desktop.ts', 'vault.ts', 'transfer.ts']

/** The literal texts of a catalogue: what stands between quotes, comments left out. */
function textsOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/^\s*\/\/.*$/gmu, '')
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu)]
    .map(([, single, template]) => single ?? template ?? '')
    .filter((text) => /[ぁ-んァ-ヶ一-龠]/u.test(text))
}

function slipsIn(text: string, room = ''): readonly string[] {
  const slips = OF_THE_TERMINAL.includes(room)
    ? SLIPS
    : ([...SLIPS, ['a space between Japanese and Latin', SPACE]] as const)
  return slips.filter(([, slip]) => slip.test(text)).map(([name]) => `${name}: ${text}`)
}

describe('the Japanese catalogue', () => {
  const rooms = filesIn(JA, '.ts').map((path) => [path.slice(JA.length + 1), path] as const)
  it.each(rooms)('%s is written in one way', (room, path) => {
    expect(textsOf(readFileSync(path, 'utf8')).flatMap((text) => slipsIn(text, room))).toEqual([])
  })

  it('shows a slip of each kind where it is planted', () => {
    const planted = [
      '１件',
      '時計（秒）',
      'ｺｰﾄﾞ',
      '注意:時計',
      'はい　いいえ',
      '“設定”',
      '時計,時刻',
      'Zeroskew を開く'
    ]
    expect(planted.map((text) => slipsIn(text).length)).toEqual(planted.map(() => 1))
  })
})
