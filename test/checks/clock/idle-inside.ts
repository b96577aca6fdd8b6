/** A clock desk left alone for a while with the network off, everything that runs by itself running. */
import { randomBytes } from 'node:crypto'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import { CodeCorrection } from '../../../src/core/clock/correction.ts'
import { DEFAULT_SOURCES } from '../../../src/core/clock/source.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { systemWays } from '../../../src/core/clock/ways.ts'

const seconds = Number(process.env.IDLE_SECONDS)
const clock = systemClock(() => Date.now())
const monitor = new ClockMonitor({
  sources: DEFAULT_SOURCES,
  ask: systemWays({ randomBytes, proxyFor: () => Promise.resolve(null) }),
  clock,
  random: () => 0,
  networkAllowed: () => process.env.NETWORK === 'on'
})
const correction = new CodeCorrection({ monitor, clock })
monitor.startSchedule()
const looking = setInterval(() => monitor.noticeJump(), 1000)
setTimeout(() => {
  clearInterval(looking)
  correction.close()
  monitor.close()
  process.exit()
}, seconds * 1000)
