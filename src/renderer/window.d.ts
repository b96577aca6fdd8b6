/** What the preload exposes to both pages (shared/ipc.ts). Only `state/` uses it. */
import type { Api } from '../shared/ipc.ts'

declare global {
  interface Window {
    readonly api: Api
  }
}
