/** One picture of the renderer: what main would say, how large the window is, and what a hand does first. */
import type { Page } from 'playwright-core'
import type { FakeState } from '../fake-api.ts'

export interface Picture {
  readonly page?: 'secret' | 'pick'
  readonly state: FakeState
  readonly width?: number
  /** As tall as it takes to see a whole page. */
  readonly height?: number
  readonly dark?: boolean
  readonly forced?: boolean
  readonly act?: (page: Page) => Promise<void>
}
