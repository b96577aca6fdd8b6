/** Whether the list of all keys is shown. */
class KeyHelp {
  open = $state(false)
}

export const keyHelp = new KeyHelp()
