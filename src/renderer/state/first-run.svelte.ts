/** Whether the vault was made just now, so that the empty list is the last step of the first run. */
class FirstRunState {
  /** There was no vault when this window opened. */
  isUnderWay = $state(false)
}

export const firstRun = new FirstRunState()
