/** The machine slept, or its user was away: the clock may stand elsewhere now, and the codes with it. */
import type { PowerMonitor } from 'electron'

export interface PowerPorts {
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  /** Codes are computed anew at once. */
  readonly refreshCodes: () => void
  /** The clock is measured anew. */
  readonly measure: () => void
}

export function followPower({ powerMonitor, refreshCodes, measure }: PowerPorts): void {
  for (const event of ['resume', 'unlock-screen', 'user-did-become-active'] as const) {
    powerMonitor.on(event as 'resume', () => {
      refreshCodes()
      if (event === 'resume') measure()
    })
  }
}
