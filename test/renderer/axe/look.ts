/** Looks at one page with axe-core in light, dark, forced colours and with more contrast, and says what it finds (WCAG 2.2 A and AA, and good practice). */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const MODES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
  'forced-dark': { colorScheme: 'dark', forcedColors: 'active' },
  'more-contrast': { colorScheme: 'light', forcedColors: 'none', contrast: 'more' },
  'more-contrast-dark': { colorScheme: 'dark', forcedColors: 'none', contrast: 'more' }
} as const

/** What can differ by the colours alone: after the first mode, only these are looked at again. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

export type Mode = keyof typeof MODES

/** A violation: the rule, and where. */
export interface Violation {
  readonly mode: Mode
  readonly rule: string
  readonly where: readonly string[]
}

/** What axe-core finds on a page as it is now. */
export async function violationsOn(page: Page, modes: readonly Mode[]): Promise<readonly Violation[]> {
  // By the debugging protocol: the page's own Content-Security-Policy lets no script in.
  await page.evaluate(AXE)
  const found: Violation[] = []
  for (const mode of modes) {
    await page.emulateMedia(MODES[mode])
    const rules = mode === modes[0] ? '' : `, { runOnly: ${JSON.stringify(COLOUR_RULES)} }`
    const { violations } = await page.evaluate<AxeResults>(`axe.run(document${rules})`)
    for (const { id, nodes } of violations) {
      found.push({
        mode,
        rule: id,
        where: nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`)
      })
    }
  }
  return found
}

/** Takes the label off a field and pales a text: what a check must find, or it proves nothing. */
export async function plant(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const input of document.querySelectorAll('input')) {
      for (const name of ['aria-label', 'placeholder', 'title']) input.removeAttribute(name)
    }
    const title = document.querySelector<HTMLElement>('[data-testid="clock-title"]')
    title?.style.setProperty('color', 'color-mix(in srgb, var(--ink) 25%, var(--card))')
  })
}
