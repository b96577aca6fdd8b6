import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { paperFor } from '../../../src/main/windows/paper.ts'

it('is the ground of the pages, light and dark', () => {
  const tokens = readFileSync('src/renderer/styles/tokens.css', 'utf8')
  expect(tokens).toContain(`--paper: light-dark(${paperFor(false)}, ${paperFor(true)});`)
})
