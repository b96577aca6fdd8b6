/** One good argument list for each request that takes any; the others take none. */

export const GOOD_ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  'app:set-language': ['ja'],
  'app:open-link': ['licence'],
  'vault:confirm-counter': ['a1b2', 42],
  'trash:empty': ['a1b2'],
  'backups:look': ['beside/vault-0000000007-000003-00112233aabbccdd-save.zeroskew'],
  'backups:restore': ['second/vault.zeroskew', ['a1b2'], false],
  'backups:put-back': ['beside/vault.zeroskew.backup'],
  'keys:remove': ['shares'],
  'secret-window:open': [{ kind: 'export', format: 'aegis-encrypted', ids: ['a1b2'] }],
  'accounts:edit': [['a1b2'], { issuer: 'AWS', groups: ['work'], isFavourite: true, removesIcon: true }],
  'accounts:move': [['a1b2', 'c3d4'], null],
  'accounts:choose-icon': ['a1b2'],
  'accounts:icon': ['a1b2'],
  'accounts:remove': [['a1b2']],
  'accounts:restore': [['a1b2']],
  'import:from-files': [['/home/hana/qr.png']],
  'import:from-frame': [{ width: 2, height: 3, pixels: new Uint8Array(6) }],
  'import:confirm': [[0, 7]],
  'export:losses': ['html', ['a1b2']],
  'codes:copy': ['a1b2', 'next'],
  'codes:consecutive': ['a1b2'],
  'codes:copy-consecutive': ['a1b2'],
  'codes:next-hotp': ['a1b2'],
  'clock:correct': [true],
  'clock:locate': [{ id: 'a1b2', code: '123456', before: null, atChange: false }],
  'clock:site': ['github.com'],
  'settings:change': [
    { language: 'ja', sources: [{ name: 'Here', ways: ['ntp://127.0.0.1'] }], warnThresholdMs: 1000 }
  ],
  'settings:test-source': ['ntp://127.0.0.1'],
  'preferences:change': [{ look: 'dark', lockAfterMinutes: null, hidesCodes: true }],
  'secret:create-vault': [{ keychain: false, passphrase: 'correct horse' }],
  'secret:confirm-recovery': ['ABCD-EFGH'],
  'secret:unlock': [{ kind: 'passphrase', passphrase: 'correct horse' }],
  'secret:reauthenticate': [{ kind: 'shares', shares: ['0123AB', '4567CD'] }],
  'secret:set-passphrase': ['correct horse'],
  'secret:check-share': ['0123AB-4567CD'],
  'secret:make-shares': [{ threshold: 2, count: 3 }],
  'secret:import-password': ['hunter2'],
  'secret:export': ['hunter2'],
  'secret:add-account': [
    {
      kind: 'motp',
      issuer: 'AWS',
      label: 'root',
      secretBase32: 'e3152afee62599c8',
      algorithm: 'SHA1',
      digits: 6,
      period: 10,
      counter: 0,
      pin: '1234'
    }
  ]
}
