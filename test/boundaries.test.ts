/** The house's walls stand (design, "What may import what"), and a hole in any of them is found. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findViolations } from './boundaries.ts'

describe('the import rules', () => {
  it('hold in all of src', () => {
    const src = fileURLToPath(new URL('../src', import.meta.url))
    expect(findViolations(src)).toStrictEqual([])
  })
})

describe('a planted violation of the import rules', () => {
  let src: string

  beforeEach(() => {
    src = mkdtempSync(join(tmpdir(), 'boundaries-'))
  })

  afterEach(() => {
    rmSync(src, { recursive: true })
  })

  /** What is found in one file with this text. */
  function messagesFor(file: string, text: string): readonly string[] {
    const path = join(src, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return findViolations(src).map(({ line, message }) => `${line}: ${message}`)
  }

  it.each([
    ['core/a.ts', "import { x } from '../shared/x.ts'", '1: core imports shared (../shared/x.ts)'],
    ['core/b/a.ts', "import type { X } from '../../main/x.ts'", '1: core imports main (../../main/x.ts)'],
    ['shared/a.ts', "\nexport * from '../core/x.ts'", '2: shared imports core (../core/x.ts)'],
    ['main/a.ts', "const x = await import('../cli/x.ts')", '1: main imports cli (../cli/x.ts)'],
    ['cli/a.ts', "export { x } from '../main/x.ts'", '1: cli imports main (../main/x.ts)'],
    ['preload/a.ts', "type X = import('../core/x.ts').X", '1: preload imports core (../core/x.ts)'],
    ['preload/a.ts', "const x = require('../main/x.ts')", '1: preload imports main (../main/x.ts)'],
    ['renderer/a.svelte.ts', "import '../core/x.ts'", '1: renderer imports core (../core/x.ts)'],
    ['core/a.ts', "import { app } from 'electron'", '1: core imports electron'],
    ['cli/a.ts', "import { app } from 'electron/main'", '1: cli imports electron'],
    ['renderer/a.ts', "import fs from 'fs'", '1: renderer imports fs'],
    ['shared/a.ts', "import { readFileSync } from 'node:fs'", '1: shared imports node:fs'],
    [
      'main/a.ts',
      "import x from '../../test/x.ts'",
      '1: main imports ../../test/x.ts, which is outside of src'
    ],
    [
      'core/a.ts',
      "import p from '../../package.json' with { type: 'json' }",
      '1: core imports ../../package.json, which is outside of src'
    ],
    ['main/a.ts', "import { x } from './x'", '1: main imports ./x without its file ending'],
    ['main/a.ts', "import { x } from '@/core/x.ts'", '1: main imports by the alias @/core/x.ts'],
    ['core/a.ts', 'const x = await import(name)', '1: imports a name that is not a literal'],
    ['core/a.ts', 'const t = Date.now()', '1: core uses Date.now: time and randomness are arguments'],
    [
      'core/a.ts',
      'const { now = Date.now } = {}',
      '1: core uses Date.now: time and randomness are arguments'
    ],
    ['core/a.ts', 'const t = new Date()', '1: core uses new Date(): time and randomness are arguments'],
    ['core/a.ts', 'const r = Math.random()', '1: core uses Math.random: time and randomness are arguments']
  ])('is found: %s with %s', (file, text, message) => {
    expect(messagesFor(file, text)).toStrictEqual([message])
  })

  it('is found in both scripts and in the markup of a component, on its line', () => {
    const component = [
      '<script module lang="ts">',
      "  import { x } from '../main/x.ts'",
      '</script>',
      '<script lang="ts">',
      "  import { y } from '../core/y.ts'",
      '</script>',
      "<p>It's {#await import('../cli/z.ts')}…{/await}</p>",
      '<style>p { color: red }</style>'
    ].join('\n')
    expect(messagesFor('renderer/A.svelte', component)).toStrictEqual([
      '2: renderer imports main (../main/x.ts)',
      '5: renderer imports core (../core/y.ts)',
      '7: renderer imports cli (../cli/z.ts)'
    ])
  })

  it.each([
    [
      'core/a.ts',
      "import { x } from './x.ts'; import { createHmac } from 'node:crypto'; import y from 'ntp-time-sync'"
    ],
    [
      'core/a.ts',
      '// Date.now() in a comment\nconst text = "import x from \'electron\'"; const d = new Date(5)'
    ],
    [
      'main/a.ts',
      "import { app } from 'electron'; import { x } from '../core/x.ts'; import { y } from '../shared/y.ts'"
    ],
    ['main/a.ts', 'const t = Date.now()'],
    ['preload/a.ts', "import { ipcRenderer } from 'electron'; import type { Api } from '../shared/ipc.ts'"],
    [
      'renderer/A.svelte',
      "<script>\n  import B from './B.svelte'\n  import '@fontsource/x/400.css'\n</script>\n{B}"
    ]
  ])('is not seen where there is none: %s with %s', (file, text) => {
    expect(messagesFor(file, text)).toStrictEqual([])
  })
})
