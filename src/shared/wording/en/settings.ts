/** Words of the settings, in English. */
import type { SourceTestView } from '../../views/settings.ts'
import { clock } from './clock.ts'

export const settings = {
  open: 'Settings',
  title: 'Settings',
  language: 'Language',
  system: 'As the system',

  clock: 'Clock',
  network: 'Network',
  neverUse: 'Never use the network',
  neverUseHint: 'The clock is then only compared with another device, when you ask for it.',

  every: 'Check the clock by itself',
  minutes: (n: number): string =>
    n === 60
      ? 'every hour'
      : n % 60 === 0
        ? n === 1440
          ? 'once a day'
          : `every ${n / 60} hours`
        : `every ${n} minutes`,

  threshold: 'Warn from (seconds)',
  thresholdHint: '0.5 to 5. A sixth of the shortest period of your accounts, where that is less.',
  notANumber: 'Type a number of seconds, such as 2.5.',

  sources: 'Time servers',
  sourcesHint: 'Each one has one vote, by its first address that answers. More than half have to agree.',
  defaults: 'These are the default ones.',
  backToDefaults: 'Back to the default list',
  test: 'Test',
  testing: 'Testing…',
  testOf: (name: string): string => `Test ${name}`,
  up: (name: string): string => `Move ${name} up`,
  down: (name: string): string => `Move ${name} down`,
  remove: (name: string): string => `Remove ${name}`,
  removed: (name: string): string => `${name} removed`,
  moved: (name: string, place: number, of: number): string => `${name} is now ${place} of ${of}`,
  lastStays: 'The last one stays. To go without servers, choose “Never use the network”.',
  tested: (kind: string, view: SourceTestView): string =>
    view.offsetMs === undefined
      ? `${kind}: ${clock.source(view)}`
      : `${kind}: answers; your clock is ${clock.distance(view)} (${clock.bound(view).replace(' ', '')})`,

  add: 'Add a server…',
  addTitle: 'Add a time server',
  name: 'Name',
  nameHint: 'Who runs it; without one, its address.',
  addresses: 'Addresses, best first',
  addressesHint: 'nts://host, ntp://host or https://host, with spaces between them',
  addressesMissing: 'Type at least one address, such as nts://time.example.com.',
  addDo: 'Add',
  added: (name: string): string => `${name} added`,

  about: 'About'
}
