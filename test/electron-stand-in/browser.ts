/** The one Chromium of this app, started when the first window is made. */
import { Chromium, type WindowBounds } from './chromium.ts'
import type { CdpConnection } from './cdp.ts'

/** Exit code of an app whose first window never came up (sysexits.h: EX_UNAVAILABLE). */
const NO_WINDOW = 69

const switches: string[] = []
const ownTargets = new Set<string>()
let profile: string | null = null
let running: Chromium | null = null
let onEnd: () => void = () => undefined

/** Adds a switch to Chromium's command line; without effect once it runs. */
export function addSwitch(text: string): void {
  switches.push(text)
}

/** Names the folder of Chromium's own files; a temporary one is used otherwise. */
export function setProfile(folder: string): void {
  profile = folder
}

/** What to do when Chromium ended while windows were open. */
export function onBrowserEnd(listener: () => void): void {
  onEnd = listener
}

/** The running Chromium; started where there is none. */
export function browser(): Chromium {
  if (running !== null) return running
  const started = new Chromium(profile, switches, () => {
    if (running !== started) return
    running = null
    onEnd()
  })
  running = started
  watchTargets(started.connection)
  process.once('exit', () => started.kill())
  return started
}

/**
 * A window's page that the app itself opened. Where not even the first comes up, there is no use going on: a sentence,
 * and an exit code that says so.
 */
export async function openTarget(bounds: WindowBounds): Promise<string> {
  try {
    const targetId = await browser().openWindow(bounds)
    ownTargets.add(targetId)
    return targetId
  } catch (error) {
    if (ownTargets.size > 0) throw error
    console.error(`No window could be opened: ${error instanceof Error ? error.message : String(error)}.`)
    await closeBrowser().catch(() => undefined)
    process.exit(NO_WINDOW)
  }
}

/** Closes a page, where Chromium still runs. */
export async function closeTarget(targetId: string): Promise<void> {
  await running?.connection.browser.send('Target.closeTarget', { targetId })
}

/** Ends Chromium, if it runs. */
export async function closeBrowser(): Promise<void> {
  const ending = running
  running = null
  await ending?.close()
}

/** Chromium opens pop-ups by itself; the app never opens one that way, so each is closed as soon as it is seen. */
function watchTargets({ browser: session }: CdpConnection): void {
  session.on('Target.targetCreated', ({ targetInfo }) => {
    if (
      targetInfo.type !== 'page' ||
      targetInfo.openerId === undefined ||
      ownTargets.has(targetInfo.targetId)
    )
      return
    session.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined)
  })
  session.send('Target.setDiscoverTargets', { discover: true }).catch(() => undefined)
}
