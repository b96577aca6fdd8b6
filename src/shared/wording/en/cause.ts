/** Why the clock is wrong and what helps, in English. */
import type { CauseView } from '../../views/clock.ts'
import { assertNever } from '../../failure.ts'
import { clock } from './clock.ts'

function serviceOf(view: CauseView): string {
  return view.service === undefined ? 'the time service' : `the time service (${view.service})`
}

function zoneOf(view: CauseView): string {
  return clock.length(Math.abs(view.minutes ?? 0) * 60_000)
}

export const cause = {
  /** What is probably wrong. */
  sentence(view: CauseView): string {
    switch (view.kind) {
      case 'months-off':
        return 'The computer has lost the date, as it does when the small battery for its clock is empty.'
      case 'dual-boot':
        return `It is off by exactly your time zone (${zoneOf(view)}): another system on this computer probably keeps the hardware clock in another way.`
      case 'wrong-zone':
        return `It is off by ${zoneOf(view)} exactly: the time was probably set by hand in the wrong time zone.`
      case 'vm-resumed':
        return 'This virtual machine was paused, and its clock stood still meanwhile.'
      case 'automatic-off':
        return 'Automatic time is off.'
      case 'service-stopped':
        return `Automatic time is on, but ${serviceOf(view)} isn’t running.`
      case 'no-service':
        return 'No time service is installed, so nothing keeps the clock in step.'
      case 'servers-unreachable':
        return `Automatic time is on, but ${serviceOf(view)} reaches no server.`
      case 'unknown':
        return 'The system doesn’t say why.'
      default:
        return assertNever(view.kind)
    }
  },
  /** What to do about it. */
  cure(view: CauseView): string {
    switch (view.kind) {
      case 'months-off':
        return 'Set the date by hand, switch on automatic time, then check again. If it comes back, have the battery replaced.'
      case 'dual-boot':
        return 'Make this system keep the hardware clock as the other one does, then check again.'
      case 'wrong-zone':
        return 'Choose the right time zone in the system’s settings, switch on automatic time, then check again.'
      case 'vm-resumed':
        return 'Have the clock set now, and switch on time synchronisation for this machine on its host.'
      case 'automatic-off':
        return 'Switch on automatic time in the system’s settings, then check again.'
      case 'service-stopped':
        return 'Start it, or switch automatic time off and on again, then check again.'
      case 'no-service':
        return 'Install one, switch on automatic time, then check again.'
      case 'servers-unreachable':
        return 'A firewall or VPN may keep it from its servers. Choose one that can be reached here, or ask whoever looks after this network.'
      case 'unknown':
        return 'Switch automatic time off and on again in the system’s settings, then check again.'
      default:
        return assertNever(view.kind)
    }
  },
  /** Before a command; it is copied or shown, never run. */
  command: 'Command for a terminal:',
  /** The same on Windows. */
  adminCommand: 'Command for a terminal that runs as administrator:',
  copyCommand: 'Copy the command',
  openSettings: 'Open time settings'
}
