/** Words of the first run's steps, in English. */
export const firstRun = {
  label: 'Steps',
  steps: ['Key', 'Recovery code', 'First account'] as readonly string[],
  done: ' (done)'
}
