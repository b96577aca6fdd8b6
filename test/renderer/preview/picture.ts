/** One picture of the renderer: what main would say, how large the window is, and what a hand does first. */
import type { Page } from 'playwright-core'
import { SIZES } from '../built-renderer.ts'
import type { FakeState } from '../fake-api.ts'

export interface Picture {
  readonly page?: keyof typeof SIZES
  readonly state: FakeState
  readonly width?: number
  /** As tall as it takes to see a whole page. */
  readonly height?: number
  readonly dark?: boolean
  readonly forced?: boolean
  readonly act?: (page: Page) => Promise<void>
}

/** px; the small windows as main opens them. */
export function sizeOf({ page = 'index', width, height }: Picture): { width: number; height: number } {
  const usual = SIZES[page]
  return { width: width ?? usual.width, height: height ?? usual.height }
}
