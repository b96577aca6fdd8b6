import { describe, expect, it } from 'vitest'
import { macMenu, pasteInto } from '../../src/main/mac-menu.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

/** Notes down what a page is told. */
function page() {
  const heard: string[] = []
  return {
    heard,
    paste: () => void heard.push('paste'),
    sendInputEvent: (event: { readonly type: string; readonly keyCode?: string }) =>
      void heard.push(`${event.type} ${event.keyCode ?? ''}`)
  }
}

describe('macMenu', () => {
  const items = (language: 'en' | 'ja') =>
    macMenu(wordingFor(language).menu, () => undefined).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : []
    )

  it('has the keys of text fields, and pastes by no role: that would bring a Key URI into the main window', () => {
    for (const role of ['undo', 'redo', 'cut', 'copy', 'selectAll'])
      expect(items('en').map((item) => item.role)).toContain(role)
    expect(items('en').some(({ role }) => role === 'paste' || role === 'pasteAndMatchStyle')).toBe(false)
    expect(items('en').find(({ id }) => id === 'paste')).toMatchObject({ accelerator: 'Command+V' })
  })

  it('has words of the catalogue for each item, in both languages', () => {
    for (const language of ['en', 'ja'] as const)
      for (const item of items(language)) expect(item.label ?? item.type, item.role).toBeTypeOf('string')
    expect(items('ja').find(({ id }) => id === 'paste')?.label).toBe('ペースト')
  })
})

describe('pasteInto', () => {
  it('brings the text into the small window', () => {
    const [main, small] = [page(), page()]
    pasteInto(small, main)
    expect(small.heard).toStrictEqual(['paste'])
    expect(main.heard).toStrictEqual([])
  })

  it('gives the main window the keys alone, which its page answers by asking main', () => {
    const main = page()
    pasteInto(main, main)
    expect(main.heard).toStrictEqual(['keyDown V', 'keyUp V'])
  })
})
