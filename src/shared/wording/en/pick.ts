/** Words of the quick pick, in English. */
export const pick = {
  title: 'Quick pick',
  search: 'Search for an account',
  results: 'Accounts found',
  noMatch: 'No account matches.',
  empty: 'No accounts yet.',
  locked: 'The vault is locked.',
  openMain: 'Open Zeroskew',
  noVault: 'There is no vault yet.',
  makeVault: 'Make one…',
  copies: 'copies',
  copiesNext: 'the next one',
  closes: 'closes',
  waiting: (s: number): string =>
    s === 1 ? 'Waiting for the next code: 1 second…' : `Waiting for the next code: ${s} seconds…`,
  found: (n: number): string => (n === 1 ? '1 account found' : `${n} accounts found`)
}
