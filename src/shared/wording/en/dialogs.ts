/** Words of the dialogs that the system shows for main, in English. */

export const dialogs = {
  saveElsewhere: 'Save the vault in another place',
  secondPlace: 'Choose a folder for copies of the vault',
  icon: 'Choose a picture for this account',
  pictures: 'Pictures',
  vaultFiles: 'Zeroskew vaults',
  putBack: {
    title: 'Put a backup in the vault’s place?',
    detail: (backup: string, vault: string): string =>
      `${backup}\n\ntakes the place of\n\n${vault}\n\nA file there that can’t be read is kept beside it.`,
    yes: 'Put it back',
    no: 'Leave it'
  },
  /** Goes on as "Zeroskew is trying to …". */
  touchId: 'show that it is you'
}
