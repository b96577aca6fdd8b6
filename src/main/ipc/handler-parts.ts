/** What the windows' requests are answered with, gathered from the rooms. */
import { app, clipboard } from 'electron'
import type { LocalDesk } from '../../core/clock/local-desk.ts'
import type { SettingsFile } from '../../core/settings.ts'
import type { ClockView } from '../../shared/views/clock.ts'
import type { Announcer } from '../announcer.ts'
import { readClipboard } from '../codes/clipboard.ts'
import type { DesktopRoom } from '../desktop/desktop-room.ts'
import type { HandlerParts } from './request-parts.ts'

/** The rooms; what is missing of the handlers' parts is made of them. */
export interface Rooms extends Omit<
  HandlerParts,
  'windowCodes' | 'setLanguage' | 'readClipboard' | 'clock' | 'settings' | 'desktop'
> {
  readonly settings: SettingsFile
  readonly clock: LocalDesk
  readonly clockView: () => ClockView
  readonly announcer: Announcer
  readonly desktop: DesktopRoom
}

export function handlerParts({
  settings,
  clock,
  clockView,
  announcer,
  desktop,
  ...rooms
}: Rooms): HandlerParts {
  const { door } = rooms
  const { desk, monitor } = clock
  return {
    ...rooms,
    windowCodes: () => announcer.windowCodes,
    setLanguage: (language) => {
      settings.change({ language })
      announcer.app()
    },
    readClipboard: () => readClipboard(clipboard),
    clock: {
      desk,
      door,
      clockView,
      checkClock: async () => {
        await monitor.check()
        return clockView()
      },
      askSite: clock.askSite,
      isNetworkAllowed: () => !settings.settings.neverUseNetwork,
      nowMs: () => Date.now(),
      copyText: (text) => clipboard.writeText(text)
    },
    settings: {
      settings,
      ask: clock.ask,
      clock: clock.clock,
      onChange: (changes) => {
        if (changes.sources !== undefined || changes.neverUseNetwork !== undefined)
          monitor.setSources(settings.sources)
        if (changes.neverUseNetwork !== undefined) desktop.updates.follow()
        if (changes.checkEveryMinutes !== undefined) monitor.reschedule()
        if (changes.warnThresholdMs !== undefined) monitor.rejudge()
        announcer.app()
      }
    },
    desktop: { room: desktop, report: { version: app.getVersion(), settings, door, clockView } }
  }
}
